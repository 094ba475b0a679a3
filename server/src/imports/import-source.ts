import type { ImportFileFault, ImportSource, RefusalCode } from '#contracts/imports.js';
import type { z } from 'zod';
import { Storage } from '../platform/files/storage.js';
import { sortChatwoot } from './chatwoot.rules.js';
import { charsetOf, SAMPLE_BYTES } from './charset.rules.js';
import { CsvRows, separatorOf } from './csv-rows.rules.js';
import { JsonRecords } from './json-records.rules.js';
import { oneLine, storable } from '../mail/plain-text.rules.js';
import { sortZendesk } from './zendesk.rules.js';

/** What one record of a file is to us, or why it is nothing. */
export type Taken = { readonly line: number } & (
  | { readonly kind: 'ticket' | 'message' | 'person' | 'field' | 'organization'; readonly externalId: string; readonly ticketKey: string | null; readonly data: unknown }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'columns'; readonly columns: readonly string[] }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
);
export class UnreadableFile extends Error {
  constructor(readonly fault: z.infer<typeof ImportFileFault>) {
    super(fault);
  }
}
interface Written {
  readonly charset: string;
  readonly pieces: AsyncIterable<string>;
  /** For whoever does not read to the end. */
  readonly close: () => void;
}

const SORTERS = { zendesk: sortZendesk, chatwoot: sortChatwoot } as const;
const MOST_COLUMN = 200;

/** The text of a kept file, whatever it is written in. @throws UnreadableFile for what is no text */
export async function textOfFile(storage: Storage, key: string): Promise<Written> {
  const stream = await storage.read(key, null);
  const close = () => void stream.destroy();
  const bytes = stream[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let size = 0;
  let ended = false;
  while (size < SAMPLE_BYTES && !ended) {
    const next = await bytes.next();
    if (next.done) ended = true;
    else {
      held.push(Buffer.from(next.value));
      size += held.at(-1)?.length ?? 0;
    }
  }
  const charset = charsetOf(Buffer.concat(held).subarray(0, SAMPLE_BYTES), ended && size <= SAMPLE_BYTES);
  if (charset === null) {
    close();
    throw new UnreadableFile('charset_unknown');
  }
  const decoder = new TextDecoder(charset);
  const pieces = async function* () {
    for (const piece of held) yield decoder.decode(piece, { stream: true });
    for (let next = ended ? null : await bytes.next(); next && !next.done; next = await bytes.next()) yield decoder.decode(Buffer.from(next.value), { stream: true });
    yield decoder.decode();
  };
  return { charset, pieces: pieces(), close };
}

/** The records of a file, in its order. */
export const recordsOf = (source: ImportSource, text: AsyncIterable<string>): AsyncGenerator<Taken> => (source === 'csv' ? tableOf(text) : jsonOf(text, SORTERS[source]));

async function* jsonOf(text: AsyncIterable<string>, sort: (typeof SORTERS)[keyof typeof SORTERS]): AsyncGenerator<Taken> {
  const records = new JsonRecords();
  const read = (piece: ReturnType<typeof records.end> extends Generator<infer P> ? P : never): Taken => {
    if ('refused' in piece) return { line: piece.line, kind: 'refused', code: piece.refused };
    const value = parsed(piece.text);
    if (value === null) return { line: piece.line, kind: 'refused', code: 'not_json' };
    const sorted = sort(value, piece.list);
    if (sorted === null) return { line: piece.line, kind: 'refused', code: hasId(value) ? 'unknown_record' : 'id_missing' };
    if (sorted.kind === 'nothing') return { line: piece.line, kind: 'nothing' };
    return { line: piece.line, kind: sorted.kind, externalId: sorted.externalId, ticketKey: sorted.kind === 'message' ? sorted.ticketKey : null, data: sorted.data };
  };
  for await (const chunk of text) for (const piece of records.feed(chunk)) yield read(piece);
  for (const piece of records.end()) yield read(piece);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null;
  } catch {
    return null;
  }
}
const hasId = (record: Record<string, unknown>): boolean => typeof record['id'] === 'number' || typeof record['id'] === 'string';

async function* tableOf(text: AsyncIterable<string>): AsyncGenerator<Taken> {
  let rows: CsvRows | null = null;
  let columns: readonly string[] | null = null;
  const read = ({ line, cells, broken }: { line: number; cells: readonly string[]; broken: RefusalCode | null }): Taken => {
    if (broken) return { line, kind: 'refused', code: broken };
    if (cells.every((cell) => cell.trim() === '')) return { line, kind: 'nothing' };
    if (columns === null) {
      columns = headsOf(cells);
      return { line, kind: 'columns', columns };
    }
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== '')) return { line, kind: 'refused', code: 'too_many_cells' };
    if (columns.length > 1 && cells.length === 1) return { line, kind: 'refused', code: 'too_few_cells' };
    return { line, kind: 'ticket', externalId: `row:${line}`, ticketKey: null, data: { cells: cells.map((cell) => storable(cell, 200_000)) } };
  };
  for await (const chunk of text) {
    const clean = rows === null ? chunk.replace(/^\ufeff/, '') : chunk;
    if (clean === '') continue;
    rows ??= new CsvRows(separatorOf(clean));
    for (const row of rows.feed(clean)) yield read(row);
  }
  for (const row of rows?.end() ?? []) yield read(row);
}

/** Names of columns: one of the same name gets its place behind it. */
function headsOf(cells: readonly string[]): string[] {
  const names: string[] = [];
  for (const [at, cell] of cells.entries()) {
    const name = oneLine(cell, MOST_COLUMN - 5) || `#${at + 1}`;
    names.push(names.includes(name) ? `${name} (${at + 1})` : name);
  }
  return names;
}
