import { gzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LinkPreviews } from '#contracts/previews.js';
import { Settings, SettingsDocument } from '#contracts/settings.js';
import { PreviewFetching } from '../../server/src/previews/preview-fetching.service.js';
import { PreviewsJobs } from '../../server/src/previews/previews.jobs.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, type Desk, done, speak, type Talk } from '../support/desk.js';
import { type IcsServer, icsServer } from '../support/ics-server.js';
import { aPng } from '../support/pictures.js';
import { download } from '../support/uploads.js';

const html = (body: string | Buffer, type = 'text/html; charset=utf-8') => (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200, { 'content-type': type }).end(body);
const to = (location: string) => (_: unknown, response: ServerResponse) => void response.writeHead(302, { location }).end();

describe('previews of links', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  let outside: IcsServer;
  beforeAll(async () => {
    outside = await icsServer();
    app = await startApp({ PRIVATE_PREVIEWS: 'on' });
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterAll(async () => {
    await app.close();
    await outside.close();
  });

  let pages = 0;
  /** A page of its own each time, so that no test finds what another has looked at. */
  const serve = (answer: ReturnType<typeof html>): string => {
    pages += 1;
    outside.answer(`/page-${pages}`, answer);
    return `${outside.url}/page-${pages}`;
  };
  const saying = async (talk: Talk, text: string, fields = {}) => (await speak(talk.socket, talk.ticketId, text, fields)).message.id;
  const previewsOf = async (client: Pick<StaffClient, 'get'>, ...ids: string[]) => (await client.get(`/link-previews?messageIds=${ids.join()}`)).as(LinkPreviews).items;
  const lookNow = () => app.nest.get(PreviewsJobs).lookAtDue();
  /** The next pointer to a preview; others come when they like. */
  const pointed = (socket: Talk['socket']) =>
    new Promise((resolve) => socket.on('changed', (changed: { kind: string }) => changed.kind === 'link_preview' && resolve(changed)));
  /** What is shown of a page, once it was looked at. */
  const shownOf = async (url: string) => {
    const talk = await aTalk(app, desk);
    const id = await saying(talk, url);
    await previewsOf(agent, id);
    await lookNow();
    return (await previewsOf(agent, id))[0]?.page;
  };
  // Sixty a minute for the whole desk is a rule of its own.
  beforeEach(() => app.db.linkPreview.updateMany({ data: { fetchedAt: new Date(0) } }));

  test('come after the message, to both sides, with a picture on our own origin', async () => {
    const picture = `${outside.url}/kettle.png`;
    outside.answer('/kettle.png', (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(aPng(1_200, 600)));
    const url = serve(html(`<title>x</title><meta property="og:title" content="Ember kettle"><meta property="og:site_name" content="Shop"><meta name="description" content="Boils in four minutes."><meta property="og:image" content="${picture}">`));
    const talk = await aTalk(app, desk);
    const id = await saying(talk, `Is it this one? ${url}`);
    const socket = await agent.socket();
    await done(socket, 'conversation:open', { conversationId: talk.ticketId });
    expect(await previewsOf(talk.visitor, id)).toMatchObject([{ messageId: id, page: null }]);
    const told = Promise.all([socket, talk.socket].map(pointed));
    await lookNow();
    expect(await told).toEqual(Array(2).fill({ kind: 'link_preview', id: talk.ticketId, version: 0 }));
    for (const client of [agent, talk.visitor]) {
      const [item] = await previewsOf(client, id);
      expect(item?.page).toMatchObject({ url, title: 'Ember kettle', site: 'Shop', description: 'Boils in four minutes.', picture: { width: 480, height: 240 } });
      const shown = await download(app, item?.page?.picture?.url);
      expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([200, 'image/webp', 'nosniff']);
    }
    const before = outside.asked.length;
    await previewsOf(agent, await saying(talk, url));
    await lookNow();
    expect(outside.asked.length).toBe(before);
  });

  test('ask like a stranger: no cookie, no address of where the link stood, a name of their own', async () => {
    const seen: Record<string, unknown>[] = [];
    await shownOf(serve((request, response) => {
      seen.push(request.headers);
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'a=b' }).end('<title>x</title>');
    }));
    expect(seen).toHaveLength(1);
    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    expect(seen[0]?.['user-agent']).toBe('Aftercare link preview');
  });

  test.each<[string, () => string]>([
    ['a body without end', () => serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = () => { while (response.writable && response.write('x'.repeat(65_536))); };
      response.on('drain', more).on('error', () => undefined);
      more();
    })],
    ['a gzip bomb', () => serve((_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(60_000_000))))],
    ['broken gzip', () => serve((_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('no gzip'))],
    ['a packing nobody asked for', () => serve((_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'br' }).end('x'))],
    ['a circle of redirects', () => { const url = `${outside.url}/circle`; outside.answer('/circle', to('/circle')); return url; }],
    ['a redirect out of the web', () => serve(to('file:///etc/passwd'))],
    ['a page that is none', () => serve(html('{}', 'application/json'))],
    ['an error', () => serve((_, response) => void response.writeHead(500).end('<title>oops</title>'))],
    ['a cut line', () => serve((_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-length': '5000' }).write('<ti', () => response.destroy()))],
    ['a picture that is none', () => serve(html('not a picture', 'image/png'))],
    ['nobody at home', () => 'http://127.0.0.1:9/'],
  ])('show nothing of %s, and the next one is not kept', async (_, page) => {
    expect(await shownOf(page())).toBeUndefined();
    expect(await shownOf(serve(html('<title>Next</title>')))).toMatchObject({ title: 'Next' });
  });

  test('wait five seconds for whoever drips, and no longer', async () => {
    const url = serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(timer));
    });
    const began = performance.now();
    const looked = await app.nest.get(PreviewFetching).look({ id: crypto.randomUUID(), url, spent: false });
    expect(looked.found).toBeNull();
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test.each([
    ['gb18030', 'text/html; charset=gb18030', Buffer.from([0xcb, 0xae, 0xba, 0xf8]), '水壶'],
    ['Big5', 'text/html; charset=big5', Buffer.from([0xa4, 0xf4, 0xb3, 0xfd]), '水壺'],
    ['Shift_JIS', 'text/html; charset=shift_jis', Buffer.from([0x82, 0xe2, 0x82, 0xa9, 0x82, 0xf1]), 'やかん'],
  ])('read pages in %s', async (_, type, bytes, title) => {
    const shown = await shownOf(serve(html(Buffer.concat([Buffer.from('<title>'), bytes, Buffer.from('</title>')]), type)));
    expect(shown?.title).toBe(title);
  });

  test('keep a huge title short and turn no text around', async () => {
    const shown = await shownOf(serve(html(`<title>\u202e${'gpj.exe '.repeat(20_000)}</title>`)));
    expect([...(shown?.title ?? '')]).toHaveLength(140);
    expect(shown?.title).not.toContain('\u202e');
  });

  test('follow a page to where it went', async () => {
    const target = serve(html('<title>There</title>'));
    expect(await shownOf(serve(to(target)))).toMatchObject({ title: 'There' });
  });

  test('leave notes and recalled words alone', async () => {
    const talk = await aTalk(app, desk);
    const url = serve(html('<title>Secret</title>'));
    const socket = await agent.socket();
    const note = (await speak(socket, talk.ticketId, url, { internal: true })).message.id;
    const taken = await saying(talk, url);
    await done(talk.socket, 'message:recall', { conversationId: talk.ticketId, messageId: taken });
    expect(await previewsOf(agent, note, taken)).toEqual([]);
    expect(await app.db.linkPreview.count({ where: { url } })).toBe(0);
  });

  test('are for whoever may read the message, and for nobody else', async () => {
    const talk = await aTalk(app, desk);
    const url = serve(html('<title>Mine</title>'));
    const id = await saying(talk, url);
    const [foreigner, visitor, powerless] = [await as.agent(app), await as.visitor(app), await as.agent(app, { permissions: ['account.read'], teamIds: [desk.team.id] })];
    for (const client of [foreigner, visitor, powerless]) expect(await previewsOf(client, id)).toEqual([]);
    expect(await app.db.linkPreview.count({ where: { url } })).toBe(0);
    expect((await as.stranger(app).get(`/link-previews?messageIds=${id}`)).code).toBe('session/required');
    for (const query of ['', 'messageIds=', 'messageIds=1', `messageIds=${Array(51).fill(id).join()}`, `messageIds=${id}&url=http://a.example`]) expect((await agent.get(`/link-previews?${query}`)).code).toBe('request/invalid');
    expect(await previewsOf(agent, crypto.randomUUID())).toEqual([]);
  });

  test('give their picture to signed addresses alone', async () => {
    const id = crypto.randomUUID();
    for (const token of ['x', 'zzz.zzz', '']) expect((await download(app, `/api/v1/link-previews/${id}/picture?token=${token}`)).status).toBe(404);
  });

  test('are fetched few for one host at a time, and sixty a minute in all', async () => {
    const talk = await aTalk(app, desk);
    const ids: string[] = [];
    for (let page = 0; page < 4; page += 1) ids.push(await saying(talk, serve(html('<title>x</title>'))));
    await previewsOf(agent, ...ids);
    const fetching = app.nest.get(PreviewFetching);
    expect(await fetching.take()).toHaveLength(2);
    const at = new Date();
    await app.db.linkPreview.createMany({ data: Array.from({ length: 60 }, (_, index) => ({ id: crypto.randomUUID(), url: `https://m.example/${index}`, urlHash: new Uint8Array(Buffer.from(`m${index}`)), host: 'm.example', state: 'empty', dueAt: at, createdAt: at, fetchedAt: at, expiresAt: at })) });
    expect(await fetching.take()).toEqual([]);
    await app.nest.get(PreviewsJobs).forgetOld();
    await lookNow();
    expect((await previewsOf(agent, ...ids)).filter(({ page }) => page !== null)).toHaveLength(2);
  });

  test('of one talk wait twenty at a time, and those of others do not wait for them', async () => {
    const [flood, talk] = [await aTalk(app, desk), await aTalk(app, desk)];
    const slow = `https://slow-${crypto.randomUUID()}.example`;
    const ids: string[] = [];
    for (let page = 0; page < 25; page += 1) ids.push(await saying(flood, `${slow}/${page}`));
    const waiting = () => app.db.linkPreview.count({ where: { url: { startsWith: slow } } });
    for (let time = 0; time < 2; time += 1) {
      await previewsOf(agent, ...ids);
      expect(await waiting()).toBe(20);
    }
    const id = await saying(talk, serve(html('<title>Theirs</title>')));
    await previewsOf(agent, id);
    // What cannot be found is no matter here: only that it was not in the way.
    await app.db.linkPreview.deleteMany({ where: { url: { startsWith: slow } } });
    await lookNow();
    expect((await previewsOf(agent, id))[0]?.page?.title).toBe('Theirs');
  });

  test('are switched off by a setting', async () => {
    const manager = await as.agent(app, { role: 'admin' });
    const { settings, version } = (await manager.get('/settings')).as(SettingsDocument);
    const talk = await aTalk(app, desk);
    const url = serve(html('<title>Off</title>'));
    const id = await saying(talk, url);
    await manager.put('/settings', Settings.parse({ ...settings, linkPreviews: false }), { headers: { 'if-match': `"${version}"` } });
    expect(await previewsOf(agent, id)).toEqual([]);
    await lookNow();
    expect(outside.asked).not.toContain(new URL(url).pathname);
  });
});

describe('previews, as they are set up without being told otherwise', () => {
  test('never call inside: not by name, number or redirect, and no port but the web’s', async () => {
    const inside = await icsServer();
    const app = await startApp();
    const fetching = app.nest.get(PreviewFetching);
    const { port } = new URL(inside.url);
    for (const url of [inside.url, `http://localhost:${port}/`, `http://[::1]:${port}/`, 'http://127.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://[::ffff:10.0.0.1]/', 'http://100.64.0.1/', 'https://10.0.0.1/', 'http://0/', 'http://2130706433/'])
      expect([url, (await fetching.look({ id: crypto.randomUUID(), url, spent: false })).found]).toEqual([url, null]);
    expect(inside.asked).toEqual([]);
    await app.close();
    await inside.close();
  });
});
