import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';

const SHOWN = 50;

interface Subject {
  readonly kind: 'settings' | 'widget';
  readonly id: string | null;
}
export interface KeptChange {
  readonly version: number;
  readonly before: Prisma.InputJsonObject;
  readonly after: Prisma.InputJsonObject;
}

/** What settings said before: who changed what when, and what to put back to undo it. */
@Injectable()
export class SettingHistory {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  /** Kept in the transaction of the change itself; one that changed nothing leaves no trace. */
  async keep(tx: Tx, actor: Actor, { kind, id }: Subject, change: KeptChange): Promise<void> {
    if (changedFields(change.before, change.after).length === 0) return;
    const accountId = actor.kind === 'agent' ? actor.id : null;
    await tx.settingChange.create({ data: { id: newId(), kind, subjectId: id, ...change, accountId, createdAt: this.clock.now() } });
  }

  /** The latest changes first. One of a time when the document had another shape cannot be put back and is left out. */
  async of<T extends z.ZodType>({ kind, id }: Subject, schema: T) {
    const rows = await this.db.prisma.settingChange.findMany({
      where: { kind, subjectId: id },
      orderBy: { id: 'desc' },
      take: SHOWN,
      include: { account: { select: { id: true, name: true, pictureUrl: true } } },
    });
    return {
      items: rows.flatMap((row) => {
        const [before, after] = [schema.safeParse(row.before), schema.safeParse(row.after)];
        if (!before.success || !after.success) return [];
        return [{ id: row.id, version: row.version, before: before.data, after: after.data, fields: changedFields(row.before, row.after), by: row.account, at: row.createdAt.toISOString() }];
      }),
    };
  }
}

/** The names of what differs, of the document itself; `settings` of a widget are looked into. */
export function changedFields(before: unknown, after: unknown): string[] {
  const [a, b] = [flat(before), flat(after)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => canonical(a.get(name)) !== canonical(b.get(name))).sort();
}

function flat(value: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [name, inner] of entries(value)) {
    if (name === 'settings') for (const [key, deep] of entries(inner)) found.set(key, deep);
    else found.set(name, inner);
  }
  return found;
}
const entries = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** PostgreSQL gives the keys of JSON back in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner)) ?? '';
