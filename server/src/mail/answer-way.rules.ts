import type { Recipients } from '#contracts/mail.js';

export interface WayFacts {
  /** The mailbox the last words of the customer came to, and under which address; or the mailbox of the ticket, and the requester's address. */
  readonly mailbox: string | null;
  readonly address: string | null;
  readonly blocked: boolean;
  /** Whether the customer has a place where he reads the talk: he wrote in it himself. */
  readonly reads: boolean;
  readonly canSend: boolean;
}

/** Where an answer goes that is given now. */
export function wayOf({ mailbox, address, blocked, reads, canSend }: WayFacts): Pick<Recipients, 'way' | 'to' | 'from' | 'hold'> {
  if (mailbox === null) return { way: reads ? 'talk' : 'nobody', to: null, from: null, hold: reads ? null : 'no_address' };
  if (blocked) return { way: 'nobody', to: address, from: mailbox, hold: 'blocked' };
  if (address === null) return { way: 'nobody', to: null, from: mailbox, hold: 'no_address' };
  return { way: 'mail', to: address, from: mailbox, hold: canSend ? null : 'no_mail_server' };
}
