import { type Macro, MacroActions } from '#contracts/macros.js';
import type { Prisma } from '#prisma/generated/client.js';
import { scopeOf } from '../canned-replies/canned-replies.policy.js';
import type { Actor } from '../platform/actor.js';
import { mayChange } from './macros.policy.js';

export const PARTS = { team: { select: { id: true, name: true } }, uses: { select: { accountId: true, uses: true, lastUsedAt: true } } } as const satisfies Prisma.MacroInclude;
export type MacroRow = Prisma.MacroGetPayload<{ include: typeof PARTS }>;

export function presentMacro(row: MacroRow, actor: Actor): Macro {
  const may = mayChange(actor, row);
  return {
    id: row.id,
    title: row.title,
    pinyin: row.pinyin,
    folder: row.folder,
    scope: scopeOf(row),
    team: row.team,
    actions: MacroActions.parse(row.actions),
    uses: row.uses.reduce((sum, use) => sum + use.uses, 0),
    lastUsedAt: row.uses.find((use) => use.accountId === actor.id)?.lastUsedAt.toISOString() ?? null,
    version: row.version,
    can: { change: may, remove: may },
  };
}

/** One that sets a field which is not there for somebody could be run by him as little as it may be read. */
export const isFor = (hidden: ReadonlySet<string>, { actions }: Pick<Macro, 'actions'>): boolean => !actions.some((action) => action.do === 'set_field' && hidden.has(action.key));
