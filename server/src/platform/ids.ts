import { createHash, randomBytes, randomFillSync, timingSafeEqual } from 'node:crypto';
import { v7 } from 'uuid';

// Asking the system for sixteen random bytes at a time costs more than all the rest of an id.
const RANDOM = 16;
const pool = Buffer.allocUnsafe(RANDOM * 256);
let used = pool.length;
let last = 0;
let seq = 0;

function randomPart(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM;
  return pool.subarray(used - RANDOM, used);
}

/** A new row id: UUID version 7, so that new rows land at the end of every index; later ids of this process are greater. */
export function newId(): string {
  const random = randomPart();
  const now = Date.now();
  if (now > last) {
    last = now;
    seq = random.readUInt32BE(6) >>> 1;
  } else seq += 1;
  return v7({ random, msecs: last, seq });
}

/** A secret for a link, cookie or token: `prefix` and 192 random bits. A UUID is not a secret (ASVS 11.5.1). */
export const newSecret = (prefix: string): string => prefix + randomBytes(24).toString('base64url');

/** What we keep of a secret. It is random and long, so one round of SHA-256 is enough. */
export const hashSecret = (secret: string): Uint8Array<ArrayBuffer> => new Uint8Array(createHash('sha256').update(secret).digest());

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
