import { Inject, Injectable } from '@nestjs/common';
import type { CustomField, CustomFieldChange, CustomFieldDraft, FieldKind, FieldOption } from '#contracts/custom-fields.js';
import { askedKeys, hasCircle, isReservedKey, keyFrom, withOptions } from '#contracts/custom-fields.rules.js';
import { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { readField } from './custom-field.record.js';
import { CustomFieldsService } from './custom-fields.service.js';

export const MOST_FIELDS = 200;

/** Makes fields, names, orders and retires them. None is ever removed: what was written there stays readable. */
@Injectable()
export class FieldMakingService {
  constructor(private readonly fields: CustomFieldsService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** @throws Problem request/invalid, with what is wrong about which part */
  async make(tx: Tx, actor: Actor, { key: wanted, kind, ...draft }: CustomFieldDraft): Promise<CustomField> {
    const all = await this.hold(tx);
    if (all.length >= MOST_FIELDS) throw refusal('key', 'too_many');
    const taken = all.map(({ key }) => key);
    const key = wanted ?? keyFrom(draft.names, taken, 'field');
    if (taken.includes(key) || isReservedKey(key)) throw refusal('key', 'taken');
    const said = parts(kind, draft, []);
    demandSound([...all, { key, hidden: draft.hidden, when: draft.when }]);
    const id = newId();
    const position = Math.max(0, ...all.map((field) => field.position)) + 1;
    await tx.customField.create({ data: { id, key, kind, position, createdAt: this.clock.now(), ...said } });
    return this.told(tx, actor, id, 1);
  }

  /** Replaces what the field says; key and kind stay, and options that are left out are retired. @throws Problem request/stale and as `make` */
  async change(tx: Tx, actor: Actor, id: string, draft: CustomFieldChange, version: number): Promise<CustomField> {
    const all = await this.hold(tx);
    const field = found(all, id);
    if (field.version !== version) throw new Problem('request/stale');
    const said = parts(field.kind, draft, field.options);
    demandSound(all.map((one) => (one.id === id ? { ...one, hidden: draft.hidden, when: draft.when } : one)));
    await tx.customField.update({ where: { id }, data: { ...said, version: version + 1 } });
    return this.told(tx, actor, id, version + 1);
  }

  /** From now on its values are read and no longer written. */
  async retire(tx: Tx, actor: Actor, id: string): Promise<CustomField> {
    return this.mark(tx, actor, id, true);
  }

  async takeBack(tx: Tx, actor: Actor, id: string): Promise<CustomField> {
    return this.mark(tx, actor, id, false);
  }

  /** @throws Problem request/stale unless these are exactly those that there are */
  async arrange(tx: Tx, actor: Actor, ids: readonly string[]): Promise<{ ok: true }> {
    const all = await this.hold(tx);
    if (new Set(ids).size !== ids.length || ids.length !== all.length || !all.every(({ id }) => ids.includes(id))) throw new Problem('request/stale');
    for (const { id, position, version } of all) {
      const place = ids.indexOf(id) + 1;
      if (place === position) continue;
      await tx.customField.update({ where: { id }, data: { position: place } });
      await this.events.record(tx, actor, 'custom_field.changed', id, { customFieldId: id, version });
    }
    return { ok: true };
  }

  private async mark(tx: Tx, actor: Actor, id: string, retired: boolean): Promise<CustomField> {
    const field = found(await this.hold(tx), id);
    if ((field.retiredAt !== null) === retired) return field;
    await tx.customField.update({ where: { id }, data: { retiredAt: retired ? this.clock.now() : null, version: { increment: 1 } } });
    return this.told(tx, actor, id, field.version + 1);
  }

  // Conditions name other fields, so fields are changed one after the other.
  private async hold(tx: Tx): Promise<(CustomField & { position: number })[]> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('custom-fields', 0))`;
    return (await tx.customField.findMany()).map((row) => ({ ...readField(row), position: row.position }));
  }

  private async told(tx: Tx, actor: Actor, id: string, version: number): Promise<CustomField> {
    await this.events.record(tx, actor, 'custom_field.changed', id, { customFieldId: id, version });
    return readField(await tx.customField.findUniqueOrThrow({ where: { id } }));
  }
}

const refusal = (path: string, code: string) => new Problem('request/invalid', undefined, { fields: [{ path, code }] });

function found<T extends { id: string }>(all: readonly T[], id: string): T {
  const field = all.find((one) => one.id === id);
  if (!field) throw new Problem('resource/not_found');
  return field;
}

/** @throws Problem request/invalid for options where there are none, none where there are some, and bounds that hold nothing */
function parts(kind: FieldKind, { options, when, min, max, ...rest }: CustomFieldChange, before: readonly FieldOption[]) {
  if (withOptions(kind) !== options.length > 0) throw refusal('options', withOptions(kind) ? 'required' : 'unknown');
  if (min !== null && max !== null && min > max) throw refusal('max', 'too_small');
  const known = before.map(({ key }) => key);
  const keyed: FieldOption[] = [];
  for (const { key, names, retired } of options) keyed.push({ key: key ?? keyFrom(names, [...known, ...keyed.map((one) => one.key), ...options.flatMap((one) => one.key ?? [])], 'option'), names, retired });
  if (new Set(keyed.map(({ key }) => key)).size !== keyed.length) throw refusal('options', 'twice');
  const left = before.filter(({ key }) => !keyed.some((one) => one.key === key)).map((option) => ({ ...option, retired: true }));
  return { ...rest, min, max, options: [...keyed, ...left], when: when ?? Prisma.DbNull };
}

/** @throws Problem request/invalid for a condition on no field, on itself, or on a hidden one by one that is not: that it shows would tell what is hidden */
function demandSound(all: readonly Pick<CustomField, 'key' | 'hidden' | 'when'>[]): void {
  for (const { hidden, when } of all) {
    for (const key of askedKeys(when)) {
      const asked = all.find((one) => one.key === key);
      if (!asked) throw refusal('when', 'unknown');
      if (asked.hidden && !hidden) throw refusal('when', 'hidden');
    }
  }
  if (hasCircle(all)) throw refusal('when', 'circle');
}
