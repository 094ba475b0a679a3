import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Clock } from '../platform/clock.js';
import { dispositionOf } from '../platform/files/file-name.rules.js';
import type { TicketExport } from './ticket-exports.service.js';

// Words of strangers: nothing in it runs, loads or frames, not even when a browser shows it instead of keeping it.
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";
const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const;

/** A list on its way out, always as a file to keep. */
@Injectable()
export class ExportDownloads {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  send(reply: FastifyReply, { query: { format } }: TicketExport, pieces: AsyncGenerator<string>): void {
    const name = `tickets-${this.clock.now().toISOString().slice(0, 10)}.${format}`;
    void reply
      .headers({ 'content-disposition': dispositionOf('attachment', name), 'content-security-policy': POLICY, 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store' })
      .type(TYPES[format])
      .send(Readable.from(pieces, { objectMode: false, highWaterMark: 1 }));
  }
}
