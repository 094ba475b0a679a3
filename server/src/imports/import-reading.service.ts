import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type ImportFileFault, ImportSource, type RefusalCode } from '#contracts/imports.js';
import type { z } from 'zod';
import { Database, type Tx } from '../platform/db.js';
import { codeOf, MissingBytes, Storage } from '../platform/files/storage.js';
import { columnsFor } from './import-words.rules.js';
import { recordsOf, type Taken, textOfFile, UnreadableFile } from './import-source.js';
import { mappingOf, tallyOf } from './imports.present.js';
import { weightOf } from './weight.rules.js';

const PER_COMMIT = 500;
/** So many of them weigh no more than this. */
const MOST_WEIGHT = 4 * 2 ** 20;

interface Open {
  readonly records: AsyncGenerator<Taken>;
  readonly charset: string;
  readonly close: () => void;
  /** Records behind the last commit. */
  seen: number;
}
interface FileRow {
  readonly id: string;
  readonly importId: string;
  readonly name: string;
  readonly records: number;
  readonly import: { readonly source: string };
}

/** Takes files apart into records, a portion a commit. Who dies loses nothing: the next one reads past what is there. */
@Injectable()
export class ImportReading implements OnApplicationShutdown {
  private readonly open = new Map<string, Open>();

  constructor(private readonly db: Database, private readonly storage: Storage) {}

  /** One portion of one file. @returns whether there is more to read */
  async step(): Promise<boolean> {
    const file = await this.db.prisma.importFile.findFirst({ where: { state: 'waiting', import: { state: 'reading' } }, orderBy: { id: 'asc' }, select: { id: true, importId: true, name: true, records: true, import: { select: { source: true } } } });
    if (!file) {
      // Nobody comes back to what was thrown away meanwhile.
      this.closeAll();
      return false;
    }
    try {
      const open = await this.opened(file);
      const { portion, ended } = await this.portion(open);
      const kept = await this.db.transaction((tx) => this.keep(tx, file, open, portion, ended));
      open.seen += portion.length;
      if (ended || !kept) this.close(file.id);
    } catch (fault) {
      // What was read and not kept is read anew.
      this.close(file.id);
      const known = faultOf(fault);
      if (known === null) throw fault;
      await this.db.transaction((tx) => this.end(tx, file, { state: 'failed', fault: known }));
    }
    return true;
  }

  private async opened(file: FileRow): Promise<Open> {
    const held = this.open.get(file.id);
    if (held && held.seen === file.records) return held;
    this.close(file.id);
    const { storageKey } = await this.db.prisma.file.findUniqueOrThrow({ where: { id: file.id }, select: { storageKey: true } });
    const { charset, pieces, close } = await textOfFile(this.storage, storageKey);
    const records = recordsOf(ImportSource.parse(file.import.source), pieces);
    const open = { records, charset, close, seen: file.records };
    this.open.set(file.id, open);
    for (let passed = 0; passed < file.records; passed += 1) if ((await records.next()).done) break;
    return open;
  }

  private async portion({ records }: Open): Promise<{ portion: Taken[]; ended: boolean }> {
    const portion: Taken[] = [];
    let weight = 0;
    while (portion.length < PER_COMMIT && weight < MOST_WEIGHT) {
      const next = await records.next();
      if (next.done) return { portion, ended: true };
      portion.push(next.value);
      if ('data' in next.value) weight += JSON.stringify(next.value.data).length;
    }
    return { portion, ended: false };
  }

  /** @returns whether it was kept */
  private async keep(tx: Tx, file: FileRow, { charset }: Open, portion: readonly Taken[], ended: boolean): Promise<boolean> {
    // Somebody may have thrown it away meanwhile, or have read on from the same place.
    const [held] = await tx.$queryRaw<{ state: string }[]>`SELECT "state" FROM "Import" WHERE "id" = ${file.importId}::uuid FOR UPDATE`;
    if (held?.state !== 'reading') return false;
    if ((await tx.importFile.count({ where: { id: file.id, state: 'waiting', records: file.records } })) === 0) return false;
    const columns = portion.find((taken) => taken.kind === 'columns')?.columns ?? null;
    if (columns) await this.understand(tx, file.importId, columns);
    const rows = portion.flatMap((taken) => ('externalId' in taken ? [{ ...taken, written: JSON.stringify(taken.data) }] : []));
    // A table's rows are told apart by file as well as by line.
    const idOf = (row: (typeof rows)[number]) => (file.import.source === 'csv' ? `${file.id.slice(-12)}:${row.line}` : row.externalId);
    const made = await tx.$queryRaw<{ kind: string; externalId: string }[]>`
      INSERT INTO "ImportRecord" ("importId", "fileId", "line", "kind", "externalId", "ticketKey", "data", "weight")
      SELECT ${file.importId}::uuid, ${file.id}::uuid, r."line", r."kind", r."externalId", r."ticketKey", r."data"::jsonb, r."weight"
      FROM unnest(${rows.map(({ line }) => line)}::int[], ${rows.map(({ kind }) => kind)}::text[], ${rows.map(idOf)}::text[], ${rows.map(({ ticketKey }) => ticketKey)}::text[], ${rows.map(({ written }) => written)}::text[], ${rows.map(({ data, written }) => weightOf(data, written.length))}::int[])
        AS r("line", "kind", "externalId", "ticketKey", "data", "weight")
      ON CONFLICT ("importId", "kind", "externalId") DO NOTHING RETURNING "kind", "externalId"`;
    const refusals = portion.flatMap((taken) => (taken.kind === 'refused' ? [{ line: taken.line, externalId: null, code: taken.code }] : []));
    const fresh = new Set(made.flatMap(({ kind, externalId }) => (kind === 'ticket' ? [externalId] : [])));
    // People and words often stand in several files; a ticket that does is told of.
    const doubled = rows.filter((row) => row.kind === 'ticket' && !fresh.delete(idOf(row))).map(({ line, externalId }) => ({ line, externalId, code: 'duplicate' as const }));
    const refused: { line: number; externalId: string | null; code: RefusalCode }[] = [...refusals, ...doubled].sort((a, b) => a.line - b.line);
    await tx.importRefusal.createMany({ data: refused.map((refusal) => ({ ...refusal, importId: file.importId, fileName: file.name, phase: 'read' })) });
    await tx.importFile.update({ where: { id: file.id }, data: { charset, records: { increment: portion.length }, ...(columns ? { columns: [...columns] } : {}) } });
    await this.count(tx, file.importId, made);
    if (ended) await this.end(tx, file, file.records + portion.length === 0 ? { state: 'failed', fault: 'no_records' } : { state: 'read', fault: null });
    return true;
  }

  /** What columns are called says what they hold, as far as nobody has said it. */
  private async understand(tx: Tx, importId: string, columns: readonly string[]): Promise<void> {
    const mapping = mappingOf(await tx.import.findUniqueOrThrow({ where: { id: importId }, select: { mapping: true } }));
    if (mapping.columns.length === 0) await tx.import.update({ where: { id: importId }, data: { mapping: { ...mapping, columns: columnsFor(columns) } } });
  }

  private async count(tx: Tx, importId: string, made: readonly { kind: string }[]): Promise<void> {
    const tally = tallyOf(await tx.import.findUniqueOrThrow({ where: { id: importId }, select: { tally: true } }));
    const of = (wanted: string) => made.filter(({ kind }) => kind === wanted).length;
    const counted = { ...tally, tickets: tally.tickets + of('ticket'), messages: tally.messages + of('message'), people: tally.people + of('person') };
    await tx.import.update({ where: { id: importId }, data: { tally: counted } });
  }

  /** After the last file everything is tried. */
  private async end(tx: Tx, { id, importId }: FileRow, to: { state: 'read' | 'failed'; fault: z.infer<typeof ImportFileFault> | null }): Promise<void> {
    await tx.importFile.update({ where: { id }, data: to });
    const waiting = await tx.importFile.count({ where: { importId, state: 'waiting' } });
    if (waiting === 0) await tx.import.updateMany({ where: { id: importId, state: 'reading' }, data: { state: 'checking', walkedTo: 0, version: { increment: 1 } } });
  }

  private close(fileId: string): void {
    this.open.get(fileId)?.close();
    this.open.delete(fileId);
  }

  private closeAll(): void {
    for (const fileId of [...this.open.keys()]) this.close(fileId);
  }

  onApplicationShutdown(): void {
    this.closeAll();
  }
}

function faultOf(fault: unknown): z.infer<typeof ImportFileFault> | null {
  if (fault instanceof UnreadableFile) return fault.fault;
  return fault instanceof MissingBytes || codeOf(fault) === 'ENOENT' ? 'bytes_missing' : null;
}
