import { TicketPage } from '#contracts/tickets.js';
import type { Permission } from '#contracts/permissions.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { inReach, readerSql, reachSql, reachValues, reachWhere } from '../../server/src/accounts/reach.policy.js';
import { Database } from '../../server/src/platform/db.js';
import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk } from '../support/desk.js';

describe('who may read which ticket', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test('is the same to the rule, to Prisma, to SQL and to every endpoint, in every case there is', async () => {
    const desk = await aDesk(app);
    const [tea, coffee] = [await aTeam(app.db), await aTeam(app.db)];
    const other = await as.agent(app);
    const readers: [readonly Permission[], readonly string[]][] = [[], ['ticket.read'], ['ticket.read_all'], ['ticket.read', 'ticket.read_all']].flatMap((permissions) =>
      [[], [tea.id], [coffee.id], [tea.id, coffee.id]].map((teamIds): [readonly Permission[], readonly string[]] => [permissions as readonly Permission[], teamIds]),
    );
    let compared = 0;
    for (const [permissions, teamIds] of readers) {
      const reader = await as.agent(app, { permissions, teamIds: [...teamIds] });
      const tickets = [];
      for (const teamId of [tea.id, coffee.id, null])
        for (const assigneeId of [reader.account.id, other.account.id, null]) tickets.push(await aTicket(app.db, { channelId: desk.channel.id, teamId, assigneeId, state: 'open' }));
      const ids = tickets.map((ticket) => ticket.id);
      const actor = { id: reader.account.id, permissions: new Set(permissions), teamIds };
      const byRule = tickets.filter((ticket) => inReach(actor, ticket)).map((ticket) => ticket.id);
      const byPrisma = await app.db.ticket.findMany({ where: { AND: [{ id: { in: ids } }, reachWhere(actor)] }, select: { id: true } });
      const bySql = await app.nest.get(Database).pool.query<{ id: string }>(`SELECT k."id" FROM "Ticket" k WHERE k."id" = ANY($4::uuid[]) AND ${reachSql('k')}`, [...reachValues(actor), ids]);
      const ofHim = await app.nest.get(Database).pool.query<{ id: string }>(`SELECT k."id" FROM "Ticket" k WHERE k."id" = ANY($1::uuid[]) AND ${readerSql('$2::uuid', 'k')}`, [ids, reader.account.id]);
      expect(ofHim.rows.map((row) => row.id).sort()).toEqual([...byRule].sort());
      expect(byPrisma.map((row) => row.id).sort()).toEqual([...byRule].sort());
      expect(bySql.rows.map((row) => row.id).sort()).toEqual([...byRule].sort());
      if (permissions.includes('ticket.read')) {
        const listed = (await reader.get('/tickets?view=all&limit=200')).as(TicketPage).items.map((row) => row.id);
        expect(ids.filter((id) => listed.includes(id))).toEqual(byRule);
        for (const id of ids) expect((await reader.get(`/tickets/${id}`)).status).toBe(byRule.includes(id) ? 200 : 404);
      } else expect((await reader.get('/tickets')).code).toBe('permission/missing');
      compared += ids.length;
      await app.db.ticket.deleteMany({ where: { id: { in: ids } } });
    }
    expect(compared).toBe(16 * 9);
  });
});
