import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { WidgetChannel, WidgetChannels } from '#contracts/channels.js';
import { WidgetSession } from '#contracts/widget.js';
import type { Channel } from '#prisma/generated/client.js';
import { aChannel } from '#prisma/factories/channel.factory.js';
import { SignJWT } from 'jose';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { identityToken } from '../support/identity.js';

const PAIRS = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  EdDSA: generateKeyPairSync('ed25519'),
};
type Algorithm = keyof typeof PAIRS;
const ALGORITHMS: readonly Algorithm[] = ['RS256', 'ES256', 'EdDSA'];
const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const signed = (alg: Algorithm, key: KeyObject = PAIRS[alg].privateKey, sub = '42') =>
  new SignJWT({ name: 'Wei' }).setProtectedHeader({ alg }).setSubject(sub).setIssuedAt().setExpirationTime('5m').sign(key);

describe('identity by a registered public key', () => {
  let app: TestApp;
  let admin: StaffClient;
  let channel: Channel;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  beforeEach(async () => {
    channel = await aChannel(app.db);
  });
  afterAll(() => app.close());

  const register = async (...pems: string[]) => {
    const settings = (await admin.get('/widgets')).as(WidgetChannels).items.find((item) => item.id === channel.id)?.settings;
    return admin.patch(`/widgets/${channel.id}`, { settings: { ...settings, identityKeys: pems.map((pem, n) => ({ name: `Key ${n}`, pem })) } });
  };
  const knock = (token: string) => as.stranger(app).post('/widget/session', { widgetKey: channel.key, identityToken: token });

  test.each(ALGORITHMS)('verifies a visitor by %s, beside the secret', async (alg) => {
    (await register(pemOf(PAIRS[alg].publicKey))).as(WidgetChannel);
    expect((await knock(await signed(alg))).as(WidgetSession).visitor).toMatchObject({ verified: true, name: 'Wei' });
    expect((await knock(await identityToken(channel.secret, { sub: '42' }))).as(WidgetSession).visitor.verified).toBe(true);
  });

  test('takes either of two keys while one is being replaced, and no longer one that was taken out', async () => {
    const next = generateKeyPairSync('ed25519');
    await register(pemOf(PAIRS.EdDSA.publicKey), pemOf(next.publicKey));
    for (const key of [PAIRS.EdDSA.privateKey, next.privateKey]) expect((await knock(await signed('EdDSA', key))).status).toBe(200);
    await register(pemOf(next.publicKey));
    expect((await knock(await signed('EdDSA'))).code).toBe('widget/identity_invalid');
    expect((await knock(await signed('EdDSA', next.privateKey))).status).toBe(200);
  });

  test('refuses a key of nobody, another algorithm, and the public key used as a secret', async () => {
    const pem = pemOf(PAIRS.RS256.publicKey);
    await register(pem);
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const token of [await signed('RS256', stranger.privateKey), await signed('ES256'), await identityToken(pem, { sub: '42' }), await identityToken(pem.trim(), { sub: '42' })]) {
      expect((await knock(token)).code).toBe('widget/identity_invalid');
    }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const head of [{ alg: 'none' }, { alg: ['RS256'] }, { alg: 'RS256', crit: ['x'] }, {}]) {
      expect((await knock(`${part(head)}.${part({ sub: '42', exp: Math.floor(Date.now() / 1000) + 60 })}.AAAA`)).code).toBe('widget/identity_invalid');
    }
  });

  test.each([
    ['a private key', () => PAIRS.EdDSA.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a short RSA key', () => pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)],
    ['what is no key', () => 'hello'],
  ])('does not take %s', async (_, make) => {
    const answer = await register(make());
    expect([answer.code, JSON.stringify(answer.body)]).toEqual(['request/invalid', expect.stringContaining('settings.identityKeys.0.pem')]);
  });

  test('shows no visitor the keys', async () => {
    await register(pemOf(PAIRS.ES256.publicKey));
    expect(JSON.stringify((await as.stranger(app).post('/widget/session', { widgetKey: channel.key })).body)).not.toContain('PUBLIC KEY');
  });
});
