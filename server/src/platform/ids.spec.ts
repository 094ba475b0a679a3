import { hashSecret, newId, newSecret, sameBytes } from './ids.js';

describe('ids and secrets', () => {
  it('makes ids that sort by the time they were made', () => {
    const ids = Array.from({ length: 5000 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('makes secrets of 192 bits with their prefix, never twice', () => {
    const secrets = new Set(Array.from({ length: 200 }, () => newSecret('vt_')));
    expect(secrets.size).toBe(200);
    for (const secret of secrets) expect(Buffer.from(secret.slice(3), 'base64url')).toHaveLength(24);
  });

  it('keeps a hash that tells secrets apart and does not hold them', () => {
    const secret = newSecret('ac_');
    expect(sameBytes(hashSecret(secret), hashSecret(secret))).toBe(true);
    expect(sameBytes(hashSecret(secret), hashSecret(`${secret}x`))).toBe(false);
    expect(sameBytes(hashSecret(secret), new Uint8Array(3))).toBe(false);
    expect(Buffer.from(hashSecret(secret)).includes(secret)).toBe(false);
  });
});
