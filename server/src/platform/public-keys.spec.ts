import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { publicKeyOf } from './public-keys.js';

const spki = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });

describe('a public key', () => {
  it('is good for one algorithm', () => {
    expect(publicKeyOf(spki(rsa(2048).publicKey))?.algorithm).toBe('RS256');
    expect(publicKeyOf(rsa(2048).publicKey.export({ type: 'pkcs1', format: 'pem' }).toString())?.algorithm).toBe('RS256');
    expect(publicKeyOf(spki(ec('prime256v1').publicKey))?.algorithm).toBe('ES256');
    expect(publicKeyOf(`\n ${spki(generateKeyPairSync('ed25519').publicKey)}\n`)?.algorithm).toBe('EdDSA');
  });

  it.each([
    ['a private key', () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a short RSA key', () => spki(rsa(1024).publicKey)],
    ['another curve', () => spki(ec('secp384r1').publicKey)],
    ['a key to agree with, not to sign', () => spki(generateKeyPairSync('x25519').publicKey)],
    ['half a key', () => spki(ec('prime256v1').publicKey).slice(0, 60)],
    ['nonsense in a frame', () => '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'],
    ['nothing', () => ''],
  ])('is not %s', (_, make) => {
    expect(publicKeyOf(make())).toBeNull();
  });
});
