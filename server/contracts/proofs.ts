import { z } from 'zod';
import { Email, Id, Instant, line } from './common.js';

/** How an address is reached: an e-mail gets a letter, a phone an SMS. */
export const ProofKind = z.enum(['email', 'phone']);
export type ProofKind = z.infer<typeof ProofKind>;

export const CODE_DIGITS = 6;

/** What a customer wants to prove: an e-mail address, or a number as people write it. */
export const ProofWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), address: Email }),
  z.strictObject({ kind: z.literal('phone'), address: line(40, 3) }),
]);
export type ProofWish = z.infer<typeof ProofWish>;

/** The code as it was typed or pasted: blanks and dashes between its digits, and full-width digits, are let pass. */
export const ProofCode = z.strictObject({ code: line(40) });

/** A staff member asks for a proof. Without `address` the customer says which; with one it must be an address that the customer gave. */
export const ProofRequest = z.strictObject({ kind: ProofKind, address: line(254, 3).optional() });
export type ProofRequest = z.infer<typeof ProofRequest>;

/**
 * What waits for a code in a conversation, as the customer sees it. `to` is the address in part, null until there is
 * one; `resendAt` when another code may be asked for; `triesLeft` of the newest code, null while none was sent.
 */
export const CustomerProof = z
  .strictObject({ id: Id, kind: ProofKind, to: z.string().nullable(), by: z.enum(['staff', 'self']), resendAt: Instant.nullable(), triesLeft: z.number().int().nullable() })
  .meta({ id: 'CustomerProof' });
export type CustomerProof = z.infer<typeof CustomerProof>;
/** `proof` is null once nothing waits: it was confirmed or put aside. */
export const ProofStanding = z.strictObject({ proof: CustomerProof.nullable() }).meta({ id: 'ProofStanding' });

/** `claimed`: somebody said so; `signed`: the shop's server did; `code`: who has the address typed what was sent there. */
export const AddressProofLevel = z.enum(['claimed', 'signed', 'code']);
export type AddressProofLevel = z.infer<typeof AddressProofLevel>;

/** Addresses of a ticket's customer, the best proven first; `elsewhere`: another customer has proven the same one. */
export const TicketAddresses = z
  .strictObject({
    items: z.array(z.strictObject({ kind: ProofKind, address: z.string(), proof: AddressProofLevel, provenAt: Instant.nullable(), elsewhere: z.boolean() })),
    /** What waits for a code now. */
    open: z.strictObject({ id: Id, kind: ProofKind, address: z.string().nullable(), askedBy: z.string().nullable(), askedAt: Instant }).nullable(),
    /** What was asked before, the latest first. */
    history: z.array(z.strictObject({ id: Id, kind: ProofKind, address: z.string().nullable(), askedBy: z.string().nullable(), askedAt: Instant, endedAt: Instant, confirmed: z.boolean() })),
    /** What this installation can send codes by; nothing without a mail server and SMS. */
    channels: z.array(ProofKind),
    can: z.strictObject({ ask: z.boolean() }),
  })
  .meta({ id: 'TicketAddresses' });
export type TicketAddresses = z.infer<typeof TicketAddresses>;
