import { type Import, ImportFile, ImportMapping, ImportSource, ImportState, ImportTally } from '#contracts/imports.js';
import type { Prisma } from '#prisma/generated/client.js';

/** What an import is shown with. */
export const IMPORT_PARTS = {
  files: { orderBy: { id: 'asc' } },
  channel: { select: { id: true, name: true } },
  team: { select: { id: true, name: true } },
  madeBy: { select: { id: true, name: true, pictureUrl: true } },
} as const satisfies Prisma.ImportInclude;
export type ImportRow = Prisma.ImportGetPayload<{ include: typeof IMPORT_PARTS }>;

export const NOTHING_YET: ImportTally = {
  tickets: 0, messages: 0, people: 0, walked: 0, fit: 0, brought: 0, known: 0, refused: 0, withoutRequester: 0, removed: 0, kept: 0, states: [], strangers: [], fields: [], refusals: [],
};
// Ours, written through the contracts: JSON columns hold nothing else.
export const mappingOf = ({ mapping }: { mapping: unknown }): ImportMapping => ImportMapping.parse(mapping);
export const tallyOf = ({ tally }: { tally: unknown }): ImportTally => ImportTally.parse(tally);

/** States in which files may come and words may get another meaning: nothing was written yet. */
export const OPEN: readonly string[] = ['reading', 'checking', 'ready'];
const REMOVABLE: readonly string[] = ['paused', 'done'];

/** What may be done with it next: a table of states alone. */
export function deedsOf({ state, files, source, mapping }: { state: string; files: readonly { state: string }[]; source: string; mapping: unknown }): Import['can'] {
  const mapped = source !== 'csv' || mappingOf({ mapping }).columns.some(({ field }) => field === 'state');
  return {
    add: OPEN.includes(state),
    map: OPEN.includes(state),
    bring: (state === 'ready' && files.some((file) => file.state === 'read') && mapped) || state === 'paused',
    pause: state === 'bringing',
    remove: REMOVABLE.includes(state),
    discard: OPEN.includes(state) || state === 'removed',
  };
}

export const presentImport = (row: ImportRow): Import => ({
  id: row.id,
  source: ImportSource.parse(row.source),
  place: row.place,
  state: ImportState.parse(row.state),
  channel: row.channel,
  team: row.team,
  mapping: mappingOf(row),
  files: row.files.map(({ id, name, bytes, charset, state, fault, records, columns }) => ImportFile.parse({ id, name, bytes, charset, state, fault, records, columns })),
  tally: tallyOf(row),
  createdAt: row.createdAt.toISOString(),
  by: row.madeBy,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  version: row.version,
  can: deedsOf(row),
});

