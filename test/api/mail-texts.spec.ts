import { randomUUID } from 'node:crypto';
import { MailWording, MailWordings, SignatureText, TeamSignatures } from '#contracts/mail.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import type { Team } from '#prisma/generated/client.js';
import { DeliveriesService } from '../../server/src/notifications/deliveries.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { Mailbox } from '../support/mailbox.js';
import { receive } from '../support/mails.js';
import { settle } from '../support/settle.js';

describe('what our mails say', () => {
  let app: TestApp;
  let sink: Mailbox;
  let box: AMailbox;
  let team: Team;
  let admin: StaffClient;
  let agent: StaffClient;
  beforeAll(async () => {
    sink = await Mailbox.open();
    app = await startApp({ SMTP_URL: sink.url });
    team = await aTeam(app.db);
    admin = await as.agent(app, { role: 'admin' });
    agent = await as.agent(app, { teamIds: [team.id], name: 'Mia Chen' });
    box = await aMailbox(app.db, { teamId: team.id, signature: 'The shop' });
  });
  afterAll(async () => {
    await app.close();
    await sink.close();
  });
  const words = { subject: 'About #{number}', receipt: '{shop} has it: #{number}' };

  test.each<[string, (client: Pick<StaffClient, 'get' | 'put'>) => ReturnType<StaffClient['get']>]>([
    ['GET own signature', (client) => client.get('/mail-signatures/own')],
    ['PUT own signature', (client) => client.put('/mail-signatures/own', { text: 'x' })],
    ['GET signatures of teams', (client) => client.get('/mail-signatures/teams')],
    ['PUT signature of a team', (client) => client.put(`/mail-signatures/teams/${team.id}`, { text: 'x' })],
    ['GET texts', (client) => client.get('/mail-texts')],
    ['PUT texts', (client) => client.put('/mail-texts/en', words)],
  ])('%s is for who may', async (_, call) => {
    expect((await call(as.stranger(app))).code).toBe('session/required');
    expect((await call(await as.agent(app, { permissions: ['ticket.read'] }))).code).toBe('permission/missing');
  });

  test('the writer\'s own signature stands above the team\'s, and that of the mailbox where the team has none; all of it plain', async () => {
    const answer = async (text: string) => {
      const mail = await receive(app, box, { from: `${randomUUID()}@customer.example` });
      await agent.post(`/tickets/${mail.ticketId}/messages`, { clientMessageId: randomUUID(), kind: 'text', text });
      await settle(app);
      await app.nest.get(DeliveriesService).send();
      return sink.letters.find(({ source }) => source.includes(text))?.source ?? '';
    };
    expect(await answer('First-word')).toContain('The shop');
    expect((await agent.put('/mail-signatures/own', { text: 'Mia <b>美</b>' })).as(SignatureText).text).toBe('Mia <b>美</b>');
    expect((await admin.put(`/mail-signatures/teams/${team.id}`, { text: 'After-sales' })).as(SignatureText).text).toBe('After-sales');
    expect((await agent.get('/mail-signatures/own')).as(SignatureText).text).toBe('Mia <b>美</b>');
    expect((await admin.get('/mail-signatures/teams')).as(TeamSignatures).items).toEqual([{ team: { id: team.id, name: team.name }, text: 'After-sales' }]);
    const source = await answer('Second-word');
    expect(source).toContain('After-sales');
    expect(source).toContain('Mia &lt;b&gt;');
    expect(source).not.toContain('The shop');
    expect((await admin.put(`/mail-signatures/teams/${randomUUID()}`, { text: 'x' })).code).toBe('resource/not_found');
    expect((await agent.put('/mail-signatures/own', { text: 'x'.repeat(1001) })).code).toBe('request/invalid');
  });

  test('the organisation words the receipt of each language for itself, and goes back to ours', async () => {
    expect((await admin.get('/mail-texts')).as(MailWordings).items.map(({ locale, receipt, standard }) => [locale, receipt, standard.receipt.includes('{shop}') && standard.subject.includes('#{number}')])).toEqual([['en', null, true], ['zh-CN', null, true], ['zh-TW', null, true]]);
    const changed = (await admin.put('/mail-texts/en', words, { headers: { 'if-match': '"0"' } })).as(MailWording);
    expect(changed).toMatchObject({ ...words, version: 1 });
    expect((await admin.put('/mail-texts/en', words, { headers: { 'if-match': '"0"' } })).code).toBe('request/stale');
    const from = `${randomUUID()}@customer.example`;
    const { ticketId } = await receive(app, box, { from });
    await app.nest.get(DeliveriesService).send();
    const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId ?? '' } });
    expect(sink.letters.find(({ to }) => to === from)?.source).toContain(`has it: #${number}`);
    expect((await admin.put('/mail-texts/en', { subject: null, receipt: null })).as(MailWording)).toMatchObject({ subject: null, receipt: null, version: 2 });
  });

  test.each([
    ['a blank nobody fills', { subject: null, receipt: 'Dear {name}' }],
    ['a line break in the subject', { subject: 'x\r\nBcc: a@b.example', receipt: null }],
    ['nothing', { subject: '', receipt: null }],
  ])('refuse %s', async (_, body) => {
    expect((await admin.put('/mail-texts/en', body)).code).toBe('request/invalid');
    expect((await admin.put('/mail-texts/fr', words)).status).toBeGreaterThanOrEqual(400);
  });
});
