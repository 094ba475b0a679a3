import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { AuthorKind } from '#contracts/messages.js';
import type { SearchHit, SearchPage, SearchQuery } from '#contracts/search.js';
import type { TicketRow, TicketState } from '#contracts/tickets.js';
import { reachValues, reachWhere } from '../accounts/reach.policy.js';
import { seesContact } from '../customers/contact.policy.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { TicketListService } from '../tickets/ticket-list.service.js';
import { decodeAfter, encodeAfter } from './search-cursor.rules.js';
import { excerptOf } from './search-excerpt.rules.js';
import { readQuery, type Term, tsqueryOf, type Wish } from './search-query.rules.js';
import { type After, common, FEW, LONG_LOOK, MANY, rare, SHORT_LOOK, withoutContact, wordless } from './search-statement.rules.js';

interface Found {
  readonly id: string;
  readonly ticketId: string;
  readonly kind: 'message' | 'facts';
  readonly at: Date;
  readonly total: number;
}
interface Said {
  readonly id: string;
  readonly text: string | null;
  readonly authorKind: string;
  readonly internal: boolean;
}
const Plan = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })) }));

interface Partners {
  readonly except: readonly string[];
  readonly states?: readonly TicketState[];
}

/** One box over everything that a person may see. */
@Injectable()
export class SearchService {
  constructor(private readonly db: Database, private readonly tickets: TicketListService) {}

  async find(actor: Actor, { q, cursor, limit }: z.infer<typeof SearchQuery>): Promise<SearchPage> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    const wish: Wish = { ...readQuery(q), readsHidden: actor.permissions.has('field.read_hidden') };
    const after = cursor === undefined ? null : decodeAfter(cursor);
    const { rows, whole } = await this.walk(actor, wish, after, limit + 1);
    const found = rows.slice(0, limit);
    const last = rows.length > limit ? found.at(-1) : undefined;
    return {
      items: await this.show(actor, found, wish.terms),
      nextCursor: last ? encodeAfter(last) : null,
      total: !whole || after ? null : (rows[0]?.total ?? 0),
      unknown: [...wish.unknown],
    };
  }

  /**
   * What a ticket may be joined to: the one of that number first, then those with these words, the newest hit first.
   * @param states these alone; all without any. @returns ids of tickets that the caller may see
   */
  async partners(actor: StaffActor, typed: string, { except, states = [] }: Partners, most: number): Promise<string[]> {
    const read = readQuery(typed);
    // Spam is joined to nothing.
    if (read.spam) return [];
    const both = states.length > 0 && read.states.length > 0 ? read.states.filter((state) => states.includes(state)) : [...read.states, ...states];
    if (both.length === 0 && states.length > 0) return [];
    const wish: Wish = { ...read, except, states: both, readsHidden: actor.permissions.has('field.read_hidden') };
    const number = /^#?(\d{1,9})$/.exec(typed)?.[1];
    const named = number === undefined ? null : await this.db.prisma.ticket.findFirst({
      where: { AND: [reachWhere(actor)], number: Number(number), spamAt: null, id: { notIn: [...except] }, ...(states.length > 0 ? { state: { in: [...states] } } : {}) },
      select: { id: true },
    });
    const { rows } = isNothing(read) ? { rows: [] } : await this.walk(actor, wish, null, most);
    return [...new Set([...(named ? [named.id] : []), ...rows.map(({ ticketId }) => ticketId)])].slice(0, most);
  }

  /** The first way that fills the page, or the last one. Nothing to look for, or nothing understood, finds nothing rather than everything. */
  private async walk(actor: Actor, wish: Wish, after: After | null, limit: number): Promise<{ rows: Found[]; whole: boolean }> {
    let found: { rows: Found[]; whole: boolean } = { rows: [], whole: true };
    if (isNothing(wish)) return found;
    const query = tsqueryOf(wish.terms);
    const ways = query === null ? ['wordless' as const] : waysTo(await this.estimate(query));
    for (const way of ways) {
      const values: unknown[] = [...reachValues(actor)];
      const put = (value: unknown) => `$${values.push(value)}`;
      const veil = query === null || seesContact(actor) ? '' : withoutContact(wish.terms, put);
      const text =
        query === null || way === 'wordless' ? wordless(wish, after, limit, put) : way === 'all' ? rare(wish, query, after, limit, put, veil) : common(wish, query, way, after, limit, put, veil);
      found = { rows: (await this.db.pool.query<Found>({ text, values })).rows, whole: typeof way !== 'number' };
      if (found.rows.length === limit) break;
    }
    return found;
  }

  /** How many hits the database expects: what decides which way is the short one. */
  private async estimate(query: string): Promise<number> {
    // A statement to be explained takes no parameters; what stands here are quoted words of letters and digits alone.
    const { rows } = await this.db.pool.query(`EXPLAIN (FORMAT JSON) SELECT 1 FROM "SearchText" WHERE "words" @@ $words$${query}$words$::tsquery`);
    return Plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0;
  }

  private async show(actor: Actor, found: readonly Found[], terms: readonly Term[]): Promise<SearchPage['items']> {
    if (found.length === 0) return [];
    const rows = new Map((await this.tickets.rows(actor, found.map(({ ticketId }) => ticketId))).map((row) => [row.id, row]));
    const ids = found.filter(({ kind }) => kind === 'message').map(({ id }) => id);
    const said = new Map((await this.db.prisma.message.findMany({ where: { id: { in: ids }, recalledAt: null }, select: { id: true, text: true, authorKind: true, internal: true } })).map((one) => [one.id, one]));
    return found.flatMap((hit) => {
      const ticket = rows.get(hit.ticketId);
      return ticket ? [{ ticket, hit: present(hit, ticket, said.get(hit.id), terms) }] : [];
    });
  }
}

/** All hits at once, or the newest rows as far as that. */
type Way = 'wordless' | 'all' | number;
function waysTo(hits: number): Way[] {
  if (hits <= FEW) return ['all'];
  return hits <= MANY ? [SHORT_LOOK, 'all'] : [SHORT_LOOK, LONG_LOOK];
}

const isNothing = ({ unknown: _, readsHidden: _hidden, except: _except, hasFile, spam, assignee, team, follower, before, after, ...lists }: Wish): boolean =>
  !hasFile && !spam && assignee === null && team === null && follower === null && !before && !after && Object.values(lists).every((list) => list.length === 0);

function present({ at }: Found, ticket: TicketRow, said: Said | undefined, terms: readonly Term[]): SearchHit {
  if (said) return { messageId: said.id, by: AuthorKind.parse(said.authorKind), internal: said.internal, at: at.toISOString(), ...excerptOf(said.text ?? '', terms) };
  const known = [`#${ticket.number}`, ticket.customer.name, ticket.subject].filter((text) => text !== null && text !== '').join(' · ');
  return { messageId: null, by: null, internal: false, at: at.toISOString(), ...excerptOf(known, terms) };
}
