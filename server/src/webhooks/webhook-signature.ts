import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** The secret as people keep it: what it is made of stands behind the prefix in base64 (Standard Webhooks, "Signature scheme"). */
export const wordOf = (key: Uint8Array): string => PREFIX + Buffer.from(key).toString('base64');
const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64');

/** `v1,<base64>` of id, time and body. */
export const signature = (secret: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64')}`;

/** The headers of one try. While a secret is being changed both sign, the newer one first. */
export const headersOf = (secrets: readonly string[], id: string, now: Date, body: string): Record<string, string> => {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map((secret) => signature(secret, id, seconds, body)).join(' '),
  };
};
