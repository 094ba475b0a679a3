import { Inject, Injectable } from '@nestjs/common';
import type { ImportTally, RefusalCode } from '#contracts/imports.js';
import type { Import } from '#prisma/generated/client.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { storable } from '../mail/plain-text.rules.js';
import { ImportPortions, type Looked, type Portion } from './import-portion.service.js';
import type { ToldField } from './field.rules.js';
import { ImportWriting } from './import-writing.service.js';
import { plain, stateOf } from './import-words.rules.js';
import { mappingOf, tallyOf } from './imports.present.js';

/** Tickets of one commit, and what they weigh together: so little that whoever works meanwhile waits for none of it. */
const TRIED_AT_ONCE = { most: 100, weight: 8 * 2 ** 20 } as const;
const WRITTEN_AT_ONCE = { most: 25, weight: 2 * 2 ** 20 } as const;
const MOST_LISTED = 60;

/** Walks over the tickets of an import, a portion a commit: first only to see what would become of them, then in earnest. */
@Injectable()
export class ImportWalk {
  constructor(private readonly db: Database, private readonly portions: ImportPortions, private readonly writing: ImportWriting, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** One portion of one import. @returns whether there is more to do */
  async step(): Promise<boolean> {
    const next = await this.db.prisma.import.findFirst({ where: { state: { in: ['checking', 'bringing'] } }, orderBy: { id: 'asc' }, select: { id: true } });
    if (!next) return false;
    await this.db.transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Import" WHERE "id" = ${next.id}::uuid FOR UPDATE`;
      const held = await tx.import.findUnique({ where: { id: next.id } });
      if (held?.state === 'checking') await this.check(tx, held);
      if (held?.state === 'bringing') await this.bring(tx, held);
    });
    return true;
  }

  private async check(tx: Tx, held: Import): Promise<void> {
    if (held.walkedTo === 0) await tx.importRefusal.deleteMany({ where: { importId: held.id, phase: 'walk' } });
    const portion = await this.portions.next(tx, held, TRIED_AT_ONCE);
    const { tickets, messages, people, ...rest } = tallyOf(held);
    const before: ImportTally = held.walkedTo === 0 ? { ...rest, tickets, messages: 0, people, walked: 0, fit: 0, known: 0, refused: 0, withoutRequester: 0, states: [], strangers: [], fields: [], refusals: [] } : { ...rest, tickets, messages, people };
    const tally = tallied(before, portion, mappingOf(held).states);
    await this.refuse(tx, held.id, portion.looked);
    await tx.import.update({ where: { id: held.id }, data: { tally, ...(portion.walkedTo === null ? { state: 'ready', walkedTo: 0, version: { increment: 1 } } : { walkedTo: portion.walkedTo }) } });
  }

  private async bring(tx: Tx, held: Import): Promise<void> {
    const portion = await this.portions.next(tx, held, WRITTEN_AT_ONCE);
    const brought = await this.writing.write(tx, held, portion);
    await this.refuse(tx, held.id, portion.looked);
    const counted = tallied({ ...tallyOf(held), states: [], strangers: [], fields: [] }, portion, []);
    const { messages, states, strangers, fields } = tallyOf(held);
    const tally = { ...counted, messages, states, strangers, fields, brought: counted.brought + brought };
    if (portion.walkedTo !== null) {
      await tx.import.update({ where: { id: held.id }, data: { tally, walkedTo: portion.walkedTo } });
      return;
    }
    await tx.import.update({ where: { id: held.id }, data: { state: 'done', finishedAt: this.clock.now(), version: { increment: 1 } } });
    await this.events.record(tx, SYSTEM, 'import.finished', held.id, { importId: held.id, brought: tally.brought });
  }

  private async refuse(tx: Tx, importId: string, looked: readonly Looked[]): Promise<void> {
    const data = looked.flatMap(({ line, fileName, externalId, outcome }) => ('refused' in outcome ? [{ importId, fileName, line, externalId, code: outcome.refused, detail: outcome.detail, phase: 'walk' }] : []));
    if (data.length > 0) await tx.importRefusal.createMany({ data });
  }
}

/** What a portion adds to what was found before it. */
function tallied(before: ImportTally, { looked, staff }: Portion, mapped: readonly { word: string }[]): ImportTally {
  const plans = looked.flatMap(({ outcome }) => ('plan' in outcome ? [outcome.plan] : []));
  const refused = looked.flatMap(({ outcome }) => ('refused' in outcome ? [outcome.refused] : []));
  const strangers = plans.flatMap(({ assignee }) => (assignee && !(assignee.email && staff.get(assignee.email)?.holds) ? [assignee.email ?? assignee.name ?? ''] : []));
  return {
    ...before,
    messages: before.messages + looked.reduce((sum, { messages }) => sum + messages, 0),
    walked: before.walked + looked.length,
    fit: before.fit + plans.length,
    known: before.known + looked.filter(({ outcome }) => 'known' in outcome).length,
    refused: before.refused + refused.length,
    withoutRequester: before.withoutRequester + plans.filter(({ requester }) => requester === null).length,
    states: added(before.states.map(({ word, count }) => [word, count] as const), looked.map(({ word }) => storable(plain(word), 60)).filter((word) => word !== '')).map(([word, count]) => ({
      word, count, state: mapped.some((one) => plain(one.word) === word) ? null : stateOf(word),
    })),
    strangers: added(before.strangers.map(({ name, count }) => [name, count] as const), strangers.filter((name) => name !== '')).map(([name, count]) => ({ name, count })),
    fields: fieldsFound(before.fields, plans.flatMap(({ fields }) => fields)),
    refusals: added<RefusalCode>(before.refusals.map(({ code, count }) => [code, count] as const), refused).map(([code, count]) => ({ code, count })),
  };
}

/** Which fields of theirs are one of ours, and which stand in a note; a field may be both, as its values fit. */
function fieldsFound(before: ImportTally['fields'], told: readonly ToldField[]): ImportTally['fields'] {
  const all = [...before, ...told.map(({ name, put }) => ({ name, to: put?.names ?? null, count: 1 }))];
  const keyOf = ({ name, to }: ImportTally['fields'][number]) => JSON.stringify([name, to]);
  const kinds = new Map(all.map((one) => [keyOf(one), one]));
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + one.count);
  return [...kinds].map(([key, one]) => ({ ...one, count: counts.get(key) ?? 0 })).sort((a, b) => b.count - a.count).slice(0, MOST_LISTED);
}

/** Counts by word, the most frequent first. */
function added<T extends string>(before: readonly (readonly [T, number])[], more: readonly T[]): [T, number][] {
  const counts = new Map<T, number>(before);
  for (const word of more) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_LISTED);
}
