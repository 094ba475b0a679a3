import { createHmac } from 'node:crypto';
import { sameBytes } from '../platform/ids.js';

/** thread: an answer to it belongs to that ticket; side: to that side conversation; back: what a server could not deliver comes back there. */
export type AddressUse = 'thread' | 'side' | 'back';
const LETTERS: Readonly<Record<AddressUse, string>> = { thread: 't', side: 's', back: 'b' };
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 26 letters of five bits: more than 128 bits of the signature. */
const SIGNATURE_LETTERS = 26;
const SHAPE = /^([^@+]+)\+([tsb])(\d{1,10})-([a-z2-7]{26})@([^@]+)$/;

export interface SignedFor {
  readonly use: AddressUse;
  readonly number: number;
}

/**
 * An address of the mailbox that only we can make: `support+t1042-<signature>@shop.example`. Mail servers deliver what
 * stands behind a plus sign into the same box, and some write addresses in lower case, so everything here is.
 * @param secret of the mailbox; a number means a ticket, a side conversation or an outgoing mail
 */
export function signedAddress(mailbox: string, secret: string, { use, number }: SignedFor): string {
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${LETTERS[use]}${number}-${signatureOf(mailbox, secret, use, number)}${mailbox.slice(at)}`;
}

/** What a signed address of this mailbox is for; null when it is none of ours, or changed by a single letter. */
export function readSignedAddress(address: string, mailbox: string, secret: string): SignedFor | null {
  const [, local, letter, digits, signature = '', domain] = SHAPE.exec(address.trim().toLowerCase()) ?? [];
  if (`${local}@${domain}` !== mailbox) return null;
  const number = Number(digits);
  const use = letter === 't' ? 'thread' : letter === 's' ? 'side' : 'back';
  const right = signatureOf(mailbox, secret, use, number);
  return sameBytes(Buffer.from(signature), Buffer.from(right)) ? { use, number } : null;
}

function signatureOf(mailbox: string, secret: string, use: AddressUse, number: number): string {
  const mac = createHmac('sha256', secret).update(`mail-address:${use}:${mailbox}:${number}`).digest();
  let bits = 0n;
  for (const byte of mac.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  let letters = '';
  for (let index = 0; index < SIGNATURE_LETTERS; index += 1) {
    letters += ALPHABET.charAt(Number(bits & 31n));
    bits >>= 5n;
  }
  return letters;
}

/** Every address in the headers by which a mail server says whom a mail was for. */
export function recipientsIn(headers: readonly { readonly key: string; readonly value: string }[]): string[] {
  return headers.filter(({ key }) => NAMING.has(key)).flatMap(({ value }) => value.match(/[^\s<>,;:"]{1,120}@[^\s<>,;:"]{1,253}/g) ?? []);
}
const NAMING: ReadonlySet<string> = new Set(['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to', 'to', 'cc']);
