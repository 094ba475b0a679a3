import { VisitAnswer, type VisitBeat, Visits } from '#contracts/visits.js';
import { aChannel, WIDGET_SETTINGS } from '#prisma/factories/channel.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import type { TestApp } from './app.js';
import { as, type StaffClient } from './as.js';

export const SHOP = 'https://shop.example';
export const VISITED = { ...WIDGET_SETTINGS, visits: true, allowedOrigins: [SHOP] };

/** A team with a widget that tells of visits, one agent, and the shop's pages. */
export async function aVisitedDesk(app: TestApp) {
  const team = await aTeam(app.db);
  const channel = await aChannel(app.db, { teamId: team.id, settings: VISITED });
  const agent = await as.agent(app, { teamIds: [team.id], name: 'Agnes' });
  const told = (fields: Partial<VisitBeat> = {}): VisitBeat => ({
    widgetKey: channel.key, page: { path: '/products/kettle', title: 'Kettle' }, locale: 'en', language: 'de-DE', device: 'phone', ...fields,
  });
  const page = (origin = SHOP) => as.stranger(app).with({ origin, 'sec-fetch-site': 'cross-site' });
  const list = async (client: StaffClient = agent) => (await client.get('/visits')).as(Visits).items;
  return {
    team, channel, agent, told, page, list,
    beat: async (fields: Partial<VisitBeat> = {}) => (await page().post('/widget/visits', told(fields))).as(VisitAnswer),
    first: async (client: StaffClient = agent) => {
      const [visit] = await list(client);
      if (!visit) throw new Error('nobody is here');
      return visit;
    },
    invite: (client: StaffClient, id: string, text = 'Can I help?') => client.post(`/visits/${id}/invites`, { text }),
  };
}
export type VisitedDesk = Awaited<ReturnType<typeof aVisitedDesk>>;
