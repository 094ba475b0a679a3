import { Callers, TicketCalls } from '#contracts/calls.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { TestApp } from './app.js';
import type { StaffClient } from './as.js';
import { after } from './night.js';

/** A call as it is recorded with a new ticket, on the oldest widget. */
export const CALL = { direction: 'in', result: 'reached', note: '茶壶漏水 – was ist mit dem Deckel?', subject: 'Kettle leaks', customer: { name: '林怡君' } };
export const e164 = (number: string): string => number.replaceAll(' ', '');

/** What an agent does at the telephone. */
export function atThePhone(app: TestApp, agent: StaffClient, channelId: string) {
  let sequence = 0;
  const open = (fields: object = {}, client = agent) => client.post('/calls', { ...CALL, channelId, ...fields });
  return {
    /** A number that no other test has. */
    aNumber: () => `+49 30 9018${String((sequence += 1)).padStart(4, '0')}`,
    later: (minutes = 60) => after(app.clock.now(), minutes),
    open,
    opened: async (fields: object = {}, client = agent) => (await open(fields, client)).as(TicketDetail).ticket,
    record: (ticketId: string, body: object, client = agent) => client.post(`/tickets/${ticketId}/calls`, { direction: 'out', ...body }),
    callsOf: async (ticketId: string, client = agent) => (await client.get(`/tickets/${ticketId}/calls`)).as(TicketCalls),
    callers: async (number: string, client = agent, zone = '') => (await client.get(`/callers?number=${encodeURIComponent(number)}${zone && `&zone=${zone}`}`)).as(Callers),
  };
}
export type Phone = ReturnType<typeof atThePhone>;
