import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dispositionOf } from '../platform/files/file-name.rules.js';
import type { Transcript } from './transcripts.service.js';

// Words of strangers: nothing in it runs, loads or frames, not even when a browser shows it instead of keeping it.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** A transcript on its way out, always as a file to keep. */
@Injectable()
export class TranscriptDownloads {
  send(reply: FastifyReply, { name, type, pieces }: Transcript): void {
    void reply
      .headers({ 'content-disposition': dispositionOf('attachment', name), 'content-security-policy': POLICY, 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store' })
      .type(type)
      .send(Readable.from(pieces, { objectMode: false }));
  }
}
