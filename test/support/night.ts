import { randomUUID } from 'node:crypto';
import { CallWindows, PromiseGiven, TicketPromises } from '#contracts/promises.js';
import { aCalendar, everyDay } from '#prisma/factories/calendar.factory.js';
import type { AnswerPromise } from '#prisma/generated/client.js';
import type { TestApp } from './app.js';
import type { StaffClient, VisitorClient } from './as.js';
import { aDesk, type Desk } from './desk.js';

const HOUR_MS = 3_600_000;

/** A desk that is closed now and opens every day in `opensIn` hours, for eight. */
export async function aDeskAtNight(app: TestApp, opensIn = 3): Promise<Desk & { opensAt: Date }> {
  const desk = await aDesk(app);
  const opensAt = new Date(Math.ceil(app.clock.now().getTime() / 60_000) * 60_000 + opensIn * HOUR_MS);
  const clock = (at: Date) => at.toISOString().slice(11, 16);
  const calendar = await aCalendar(app.db, { week: everyDay([{ from: clock(opensAt), to: clock(new Date(opensAt.getTime() + 8 * HOUR_MS)) }]) });
  await app.db.team.update({ where: { id: desk.team.id }, data: { calendarId: calendar.id } });
  return { ...desk, opensAt };
}

export const after = (at: Date, minutes: number): string => new Date(at.getTime() + minutes * 60_000).toISOString();
/** A zone in which it is ten or a little later at that moment: daytime, whenever the tests run. */
export function morningZone(at: Date): string {
  const east = ((10 - at.getUTCHours() + 36) % 24) - 12;
  // POSIX counts westward.
  return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}
/** Sets the clock to a moment ahead. */
export const wait = (app: TestApp, until: Date | string): void => app.clock.advance({ seconds: (new Date(until).getTime() - app.clock.now().getTime()) / 1000 });

export const aMessageLeft = (fields = {}) => ({ clientMessageId: randomUUID(), text: 'The kettle leaks', ...fields });
export const aComplaintLeft = (fields = {}) => ({ clientMessageId: randomUUID(), grievance: 'It burnt my table', remedy: 'refund', severity: 'critical', ...fields });
export const aCallbackLeft = (fields = {}) => ({ clientMessageId: randomUUID(), phone: '+86 138 0013 8000', window: null, reason: 'The kettle leaks', ...fields });

/** Leaves one of the three, and says what came back. */
export const leave = async (visitor: VisitorClient, what: 'messages' | 'complaints' | 'callbacks', body: object) => (await visitor.post(`/widget/${what}`, body)).as(PromiseGiven);
export const windowsOf = async (visitor: VisitorClient) => (await visitor.get('/widget/callback-windows')).as(CallWindows).items;
export const promisesOf = async (agent: StaffClient, ticketId: string) => (await agent.get(`/tickets/${ticketId}/promises`)).as(TicketPromises);
export const promiseRow = (app: TestApp, id: string): Promise<AnswerPromise> => app.db.answerPromise.findUniqueOrThrow({ where: { id } });
