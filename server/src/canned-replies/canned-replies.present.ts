import { type CannedReply, CannedTexts } from '#contracts/canned-replies.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { mayChange, scopeOf } from './canned-replies.policy.js';

export const PARTS = { team: { select: { id: true, name: true } }, uses: { select: { accountId: true, uses: true, lastUsedAt: true } } } as const satisfies Prisma.CannedReplyInclude;
export type CannedReplyRow = Prisma.CannedReplyGetPayload<{ include: typeof PARTS }>;

export function presentCannedReply(row: CannedReplyRow, actor: Actor): CannedReply {
  const may = mayChange(actor, row);
  return {
    id: row.id,
    title: row.title,
    pinyin: row.pinyin,
    shortcut: row.shortcut,
    folder: row.folder,
    scope: scopeOf(row),
    team: row.team,
    texts: CannedTexts.parse(row.texts),
    uses: row.uses.reduce((sum, use) => sum + use.uses, 0),
    lastUsedAt: row.uses.find((use) => use.accountId === actor.id)?.lastUsedAt.toISOString() ?? null,
    version: row.version,
    can: { change: may, remove: may },
  };
}
