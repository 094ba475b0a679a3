import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { v7 } from 'uuid';

/** A new row id: UUID version 7, so that new rows land at the end of every index. */
export const newId = (): string => v7();

/** A secret for a link, cookie or token: `prefix` and 192 random bits. A UUID is not a secret (ASVS 11.5.1). */
export const newSecret = (prefix: string): string => prefix + randomBytes(24).toString('base64url');

/** What we keep of a secret. It is random and long, so one round of SHA-256 is enough. */
export const hashSecret = (secret: string): Uint8Array<ArrayBuffer> => new Uint8Array(createHash('sha256').update(secret).digest());

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
