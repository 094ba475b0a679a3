import { createPublicKey, type KeyObject } from 'node:crypto';

/** What a shop may sign with beside a shared secret, and the keys that fit. */
export const KEY_ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

const LEAST_RSA_BITS = 2048;

/**
 * A public key in PEM and the one algorithm it is good for; null for anything else: a private key (which belongs
 * nowhere near us), a certificate, a curve or length we do not take, or no key at all.
 */
export function publicKeyOf(pem: string): { key: KeyObject; algorithm: KeyAlgorithm } | null {
  if (!/^-----BEGIN (RSA )?PUBLIC KEY-----\s/.test(pem.trim())) return null;
  const key = keyOf(pem.trim());
  const details = key?.asymmetricKeyDetails;
  if (!key) return null;
  if (key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= LEAST_RSA_BITS) return { key, algorithm: 'RS256' };
  if (key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return { key, algorithm: 'ES256' };
  return key.asymmetricKeyType === 'ed25519' ? { key, algorithm: 'EdDSA' } : null;
}

function keyOf(pem: string): KeyObject | null {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
}
