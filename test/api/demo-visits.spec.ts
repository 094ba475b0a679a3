import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Visits } from '#contracts/visits.js';
import { Database } from '../../server/src/platform/db.js';
import { DemoVisitsService } from '../../server/src/demo/demo-visits.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';
import { settle } from '../support/settle.js';

describe('the demo visitors on the shop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-demo-visits-'));
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ DEMO: 'on', DATA_DIR: folder });
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const walk = async () => {
    const visits = app.nest.get(DemoVisitsService);
    for (const answer of await app.nest.get(Database).transaction((tx) => visits.walk(tx))) await visits.write(answer);
  };

  it('walk, are seen, and answer an invite as their story says', async () => {
    const emily = await as.session(app, await app.db.account.findFirstOrThrow({ where: { name: 'Emily Carter' } }));
    await emily.socket();
    const found: string[] = [];
    for (let round = 0; round < 90 && !(found.includes('accepted') && found.includes('declined')); round += 1) {
      await walk();
      await settle(app, { sweeps: true });
      const { items } = (await emily.get('/visits')).as(Visits);
      expect(items.length).toBeGreaterThan(1);
      expect(items.every((visit) => visit.demo && visit.page !== null)).toBe(true);
      for (const visit of items) if (visit.can.invite) expect((await emily.post(`/visits/${visit.id}/invites`, { text: visit.suggestion })).status).toBe(201);
      found.push(...items.flatMap((visit) => visit.invite?.state ?? []));
      app.clock.advance({ seconds: 20 });
    }
    expect(found).toEqual(expect.arrayContaining(['shown', 'accepted', 'declined']));
    expect(await app.db.ticket.count({ where: { visitor: { demo: true }, invites: { some: { state: 'accepted' } } } })).toBeGreaterThan(0);
  });
});
