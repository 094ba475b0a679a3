import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiTokenMade, Me } from '#contracts/accounts.js';
import { WidgetChannel, WidgetChannels, WidgetHistory } from '#contracts/channels.js';
import { WidgetSession } from '#contracts/widget.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';
import { aPng } from '../support/pictures.js';
import { download, post, upload } from '../support/uploads.js';

const NOBODYS = '019f0000-0000-7000-8000-000000000001';

describe('pictures that everybody may see', () => {
  let app: TestApp;
  let folder: string;
  let admin: StaffClient;
  let agent: StaffClient;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aftercare-pictures-'));
    app = await startApp({ FILES_DIR: folder });
    admin = await as.agent(app, { role: 'admin' });
    agent = await as.agent(app);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('of a person', () => {
    const choose = (client: StaffClient, fileId: unknown) => client.put('/account/portrait', { fileId });

    test('are for signed-in people to choose', async () => {
      for (const call of [as.stranger(app).put('/account/portrait', { fileId: NOBODYS }), as.stranger(app).delete('/account/portrait')]) expect((await call).code).toBe('session/required');
      const { secret } = (await admin.post('/api-tokens', { name: 'Bot', scopes: ['account.read'] })).as(ApiTokenMade);
      const bot = as.stranger(app).with({ authorization: `Bearer ${secret ?? ''}` });
      expect((await bot.put('/account/portrait', { fileId: NOBODYS })).code).toBe('session/person_required');
      expect((await post(bot, 'a.png', aPng())).code).toBe('permission/missing');
    });

    test.each(garbageFor({ fileId: NOBODYS }))('refuse %s', async (_, body) => {
      expect(['request/invalid', 'request/malformed']).toContain((await agent.put('/account/portrait', body)).code);
    });

    test('are shown, changed and taken away, and the old one goes', async () => {
      const clerk = await as.agent(app, { permissions: ['profile.read'] });
      const [first, second] = [await upload(clerk, 'me.png', aPng(600, 600)), await upload(clerk, 'me2.png', aPng(50, 50))];
      const { account } = (await choose(clerk, first.id)).as(Me);
      expect(account.pictureUrl).toBe(`/api/v1/portraits/${first.id}`);
      const shown = await download(app, account.pictureUrl);
      expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([200, 'image/webp', 'nosniff']);
      await choose(clerk, second.id);
      expect((await download(app, account.pictureUrl)).status).toBe(404);
      expect(await app.db.file.count({ where: { id: first.id } })).toBe(0);
      expect((await clerk.delete('/account/portrait')).as(Me).account.pictureUrl).toBeNull();
      expect((await download(app, `/api/v1/portraits/${second.id}`)).status).toBe(404);
    });

    test('are one’s own, and pictures', async () => {
      const others = await upload(admin, 'a.png', aPng());
      const words = await upload(agent, 'a.txt', Buffer.from('words'));
      for (const id of [others.id, words.id, NOBODYS]) expect((await choose(agent, id)).code).toBe('file/not_found');
    });
  });

  describe('of a shop', () => {
    beforeAll(() => aDesk(app));
    const widgetOf = async () => (await admin.get('/widgets')).as(WidgetChannels).items[0];
    const choose = async (client: StaffClient, fileId: string, widgetId?: string) => client.put(`/widgets/${widgetId ?? (await widgetOf())?.id ?? ''}/logo`, { fileId });

    test('are for those who may change widgets', async () => {
      const { id } = await upload(agent, 'logo.png', aPng());
      expect((await choose(agent, id)).code).toBe('permission/missing');
      expect((await as.stranger(app).put(`/widgets/${NOBODYS}/logo`, { fileId: id })).code).toBe('session/required');
      const own = await upload(admin, 'logo.png', aPng());
      expect((await choose(admin, own.id, NOBODYS)).code).toBe('resource/not_found');
      // Refused means that nothing has changed: it is still an unsent file of its owner.
      expect((await admin.delete(`/files/${own.id}`)).status).toBe(200);
      expect((await choose(admin, id)).code).toBe('file/not_found');
    });

    test('stand at the head of the chat, and a change of them can be undone', async () => {
      const before = await widgetOf();
      const [first, second] = [await upload(admin, 'logo.png', aPng(900, 300)), await upload(admin, 'other.png', aPng())];
      const chosen = (await choose(admin, first.id)).as(WidgetChannel);
      expect(chosen).toMatchObject({ version: (before?.version ?? 0) + 1, settings: { ...before?.settings, logoId: first.id } });
      const session = (await as.stranger(app).post('/widget/session', { widgetKey: chosen.widgetKey, locale: 'en' })).as(WidgetSession);
      expect(session.settings.logoUrl).toBe(`/api/v1/logos/${first.id}`);
      expect((await download(app, session.settings.logoUrl)).status).toBe(200);
      expect((await download(app, `/api/v1/portraits/${first.id}`)).status).toBe(404);
      const changed = (await choose(admin, second.id)).as(WidgetChannel);
      const { items } = (await admin.get(`/widgets/${chosen.id}/history`)).as(WidgetHistory);
      expect(items[0]).toMatchObject({ fields: ['logoId'], before: { settings: { logoId: first.id } } });
      expect((await admin.patch(`/widgets/${chosen.id}`, { settings: items[0]?.before.settings })).as(WidgetChannel)).toMatchObject({ version: changed.version + 1, settings: { logoId: first.id } });
      expect((await download(app, session.settings.logoUrl)).status).toBe(200);
    });

    test('chosen by two at once leave one of them, and both files', async () => {
      const files = await Promise.all([upload(admin, 'a.png', aPng()), upload(admin, 'b.png', aPng())]);
      const answers = await Promise.all(files.map(({ id }) => choose(admin, id)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(files.map(({ id }) => id)).toContain((await widgetOf())?.settings.logoId);
    });
  });
});
