import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { csvRow } from '../exports/export-text.rules.js';
import { Database } from '../platform/db.js';
import { dispositionOf } from '../platform/files/file-name.rules.js';
import { Problem } from '../platform/problem.js';

// Words of strangers: nothing in it runs, loads or frames, not even when a browser shows it instead of keeping it.
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";
const AT_ONCE = 1_000;
const MARK = '\ufeff';

/** Every row that is not brought, with its file, line and reason, as a table that runs nothing. */
@Injectable()
export class ImportReport {
  constructor(private readonly db: Database) {}

  /** @throws Problem resource/not_found */
  async begin(importId: string): Promise<AsyncGenerator<string>> {
    if (!(await this.db.prisma.import.findUnique({ where: { id: importId }, select: { id: true } }))) throw new Problem('resource/not_found');
    return this.pieces(importId);
  }

  send(reply: FastifyReply, pieces: AsyncGenerator<string>): void {
    void reply
      .headers({ 'content-disposition': dispositionOf('attachment', 'import-report.csv'), 'content-security-policy': POLICY, 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store' })
      .type('text/csv; charset=utf-8')
      .send(Readable.from(pieces, { objectMode: false, highWaterMark: 1 }));
  }

  private async *pieces(importId: string): AsyncGenerator<string> {
    yield MARK + csvRow(['file', 'line', 'external_id', 'code', 'detail'], String);
    for (let after = 0; ; ) {
      const rows = await this.db.prisma.importRefusal.findMany({ where: { importId, id: { gt: after } }, orderBy: { id: 'asc' }, take: AT_ONCE });
      if (rows.length > 0) yield rows.map(({ fileName, line, externalId, code, detail }) => csvRow([fileName, line, externalId, code, detail], String)).join('');
      after = rows.at(-1)?.id ?? after;
      if (rows.length < AT_ONCE) return;
    }
  }
}
