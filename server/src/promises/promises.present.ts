import type { CustomerPromise, StaffPromise } from '#contracts/promises.js';
import { CallDirection, CallResult } from '#contracts/promises.js';
import type { AnswerPromise, Callback } from '#prisma/generated/client.js';
import { addressFor, numberFor } from '../customers/contact.policy.js';
import type { Actor } from '../platform/actor.js';
import { showPhone } from './phone.rules.js';
import { type LoadedPromise, readPromise } from './promise.record.js';
import { isUnmet } from './promise.rules.js';

type Person = { readonly id: string; readonly name: string; readonly pictureUrl: string | null };

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const windowOf = (callback: Callback | null) => (callback?.windowFrom && callback.windowTo ? { from: callback.windowFrom.toISOString(), to: callback.windowTo.toISOString() } : null);
export const wallSecondsOf = ({ madeAt, keptAt }: Pick<AnswerPromise, 'madeAt' | 'keptAt'>): number | null => keptAt && Math.round((keptAt.getTime() - madeAt.getTime()) / 1000);

/** Nothing of who, why or whose hours. */
export function presentToCustomer(row: AnswerPromise & { readonly callback: Callback | null }): CustomerPromise {
  const { id, kind, state, dueAt } = readPromise(row);
  return { id, kind, state, dueAt: iso(dueAt), window: windowOf(row.callback) };
}

interface Around {
  readonly people: ReadonlyMap<string, Person>;
  /** What was noted of calls, by the id of its entry. */
  readonly notes: ReadonlyMap<string, string>;
  /** Who is to call where a call is owed: null for whoever has the ticket. */
  readonly owner: Person | null;
}

export function presentToStaff(row: LoadedPromise, actor: Actor, { people, notes, owner }: Around): StaffPromise {
  const { kind, state, basis, withdrawnReason } = readPromise(row);
  const owed = kind === 'callback' && isUnmet(state) && actor.permissions.has('ticket.reply');
  const person = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
  return {
    id: row.id,
    ticketId: row.ticketId,
    kind,
    state,
    madeAt: row.madeAt.toISOString(),
    dueAt: iso(row.dueAt),
    warnAt: iso(row.warnAt),
    basis,
    email: addressFor(actor, row.email),
    phone: numberFor(actor, row.phone),
    brokenAt: iso(row.brokenAt),
    keptAt: iso(row.keptAt),
    keptBy: person(row.keptById),
    withdrawn: row.withdrawnAt && withdrawnReason ? { at: row.withdrawnAt.toISOString(), reason: withdrawnReason } : null,
    openSeconds: row.openSeconds,
    wallSeconds: wallSecondsOf(row),
    callback: row.callback && {
      number: numberFor(actor, row.callback.number),
      shown: numberFor(actor, showPhone(row.callback.number)),
      country: row.callback.country,
      window: windowOf(row.callback),
      zone: row.callback.zone,
      owner: isUnmet(state) ? owner : row.callback.owner,
      attempts: row.callback.attempts.map(({ id, byId, direction, result, note, noteId, nextDueAt, createdAt }) => ({
        id, by: person(byId), direction: CallDirection.parse(direction), result: CallResult.parse(result), note: noteId === null ? note : (notes.get(noteId) ?? null), nextDueAt: iso(nextDueAt), at: createdAt.toISOString(),
      })),
    },
    can: { record: owed, move: owed, drop: owed },
  };
}
