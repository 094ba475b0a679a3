import type { TicketFilter } from '#contracts/tickets.js';
import { readerSql } from '../accounts/reach.policy.js';
import { fieldSql } from './field-wish.rules.js';
import { tidyTags } from './ticket-facts.rules.js';

/** Turns one wish into a condition over Ticket `k` and Timeline `t`; `put` binds a value and names its parameter. $1 is the reader. */
type Condition<K extends keyof TicketFilter> = (wish: NonNullable<TicketFilter[K]>, put: (value: unknown) => string, readsHidden: boolean) => string;

/** As `CallbackOwner` says: by the one who said so while he may read the ticket, else by whoever has that. Whose list it is may read what stands in it. */
const OWED_BY_ME = ` AND (cb."ownerId" = $1::uuid OR k."assigneeId" = $1::uuid AND NOT (cb."ownerId" IS NOT NULL AND ${readerSql('cb."ownerId"', 'k')}))`;

/** Every condition there is. What a caller says goes into parameters, never into the text. */
const CONDITIONS: { readonly [K in keyof Required<TicketFilter>]: Condition<K> } = {
  states: (states, put) => `k."state" = ANY(${put(states)}::text[])`,
  priorities: (priorities, put) => `k."priority" = ANY(${put(priorities)}::text[])`,
  types: (types, put) => `k."type" = ANY(${put(types)}::text[])`,
  tags: (tags, put) => `k."tags" @> ${put(tidyTags(tags))}::text[]`,
  teamId: (teamId, put) => `k."teamId" = ${put(teamId)}::uuid`,
  assignee: (who, put) => (who === 'me' ? 'k."assigneeId" = $1::uuid' : who === 'nobody' ? 'k."assigneeId" IS NULL' : `k."assigneeId" = ${put(who)}::uuid`),
  channelId: (channelId, put) => `k."channelId" = ${put(channelId)}::uuid`,
  subStates: (keys, put) => `k."subStateId" IN (SELECT "id" FROM "SubState" WHERE "key" = ANY(${put(keys)}::text[]))`,
  fields: (wishes, put, readsHidden) => wishes.map((wish) => fieldSql(wish, put, readsHidden)).join(' AND '),
  follower: (who, put) => `EXISTS (SELECT 1 FROM "TicketFollower" tf WHERE tf."ticketId" = k."id" AND tf."accountId" = ${who === 'me' ? '$1' : put(who)}::uuid)`,
  callbacks: (whose) =>
    `EXISTS (SELECT 1 FROM "AnswerPromise" ap JOIN "Callback" cb ON cb."promiseId" = ap."id" WHERE ap."ticketId" = k."id" AND ap."state" IN ('open', 'broken')${whose === 'mine' ? OWED_BY_ME : ''})`,
  spam: (spam) => `k."spamAt" IS ${spam ? 'NOT ' : ''}NULL`,
  waiting: (waiting) => `t."waitingSince" IS ${waiting ? 'NOT ' : ''}NULL`,
  unread: (unread) =>
    `${unread ? '' : 'NOT '}(t."staffUnread" > 0 OR EXISTS (SELECT 1 FROM "TimelineRead" r WHERE r."ticketId" = k."id" AND r."accountId" = $1::uuid AND r."unreadFrom" IS NOT NULL))`,
};

/** The conditions of a filter, each after an AND; nothing for an empty one. */
export function filterSql(filter: TicketFilter, put: (value: unknown) => string, readsHidden = false): string {
  const one = <K extends keyof TicketFilter>(key: K): string => {
    const wish = filter[key];
    return wish === undefined ? '' : ` AND ${CONDITIONS[key](wish, put, readsHidden)}`;
  };
  return (['states', 'priorities', 'types', 'tags', 'teamId', 'assignee', 'channelId', 'subStates', 'fields', 'waiting', 'unread', 'callbacks', 'follower', 'spam'] as const).map((key) => one(key)).join('');
}

/** Whether nothing is wished for, so that the statement is one of a few. */
export const isEmpty = (filter: TicketFilter): boolean => Object.values(filter).every((wish) => wish === undefined);
