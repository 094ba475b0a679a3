import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceivedMailPage, TicketMails } from '#contracts/mail.js';
import { startApp } from '../support/app.js';
import { as } from '../support/as.js';

test('the demo has mail in four languages, of which one came back and one is an absence notice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-demo-'));
  const app = await startApp({ DEMO: 'on', DATA_DIR: folder });
  expect(await app.db.ticket.count({ where: { channel: { kind: 'mailbox' }, subject: { not: null } } })).toBe(13);
  const admin = await as.session(app, await app.db.account.findUniqueOrThrow({ where: { email: 'zhiyuan.wang@hearthandtrail.example' } }));
  const mails = (await admin.get('/mails?limit=200')).as(ReceivedMailPage).items;
  expect(mails.filter(({ state }) => state === 'ignored')).toHaveLength(3);
  const tickets = new Set(mails.flatMap(({ ticketId }) => ticketId ?? []));
  const threads = await Promise.all([...tickets].map(async (id) => (await admin.get(`/tickets/${id}/mails`)).as(TicketMails)));
  expect(threads.filter(({ sent }) => sent.some(({ bounced }) => bounced))).toHaveLength(1);
  expect(threads.flatMap(({ received }) => received).filter(({ automatic }) => automatic === 'reply')).toHaveLength(1);
  const stray = await app.db.$queryRaw<unknown[]>`
    SELECT m."id" FROM "IncomingMail" m WHERE m."state" = 'parsed' AND NOT EXISTS (SELECT 1 FROM "Message" e WHERE e."id" = m."entryId" AND e."ticketId" = m."ticketId" AND e."card"->>'mailId' = m."id"::text)`;
  expect(stray).toEqual([]);
  // Two mails about one matter are one talk, and what nobody asked for is out of the way.
  expect(await app.db.ticket.findFirstOrThrow({ where: { subject: 'A1031 once more' }, include: { mergedInto: true } })).toMatchObject({ state: 'closed', mergedInto: { subject: 'Refund for A1031 not on my card' } });
  expect(await app.db.ticket.count({ where: { spamAt: { not: null } } })).toBe(2);
  // Words that follow are told of again: no talk counts on news that were relayed before.
  const silent = await app.db.$queryRaw<unknown[]>`
    SELECT k."subject" FROM "Timeline" t JOIN "Ticket" k ON k."id" = t."ticketId"
    WHERE t."announced" AND NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."subject" = t."ticketId" AND e."name" = 'message.posted' AND e."relayedAt" IS NULL)`;
  expect(silent).toEqual([]);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
