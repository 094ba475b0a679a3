import type { Actor } from '../platform/actor.js';

interface Standing {
  readonly accountId: string;
  readonly state: string;
}

/** Words are changed and sent by whoever wrote them; who gives tickets to people may stop them. The same put aside what was returned. */
export function abilities(actor: Actor, { accountId, state }: Standing): { change: boolean; withdraw: boolean; release: boolean } {
  const own = actor.id === accountId;
  const held = state === 'held';
  const writes = own && held && actor.permissions.has('ticket.reply');
  return { change: writes, release: writes, withdraw: (held || state === 'returned') && (own || actor.permissions.has('ticket.assign')) };
}
