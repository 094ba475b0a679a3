import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { Log } from '../log.js';
import { ENV } from '../tokens.js';

export type Verdict = 'clean' | 'infected' | 'away' | 'unset';
/** The scanner reads a file of 100 MB in some seconds; after this it counts as away. */
const PATIENCE_MS = 30_000;
const MOST_SAID = 4 * 1024;

/** ClamAV's daemon, over its INSTREAM command: length-prefixed pieces, ended by an empty one. */
@Injectable()
export class Scanner {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly log: Log,
  ) {}

  /** Whether a file holds what the scanner knows. Never throws: a scanner that cannot be asked is `away`, not `clean`. */
  async scan(path: string): Promise<Verdict> {
    if (!this.env.CLAMAV_URL) return 'unset';
    try {
      const said = await this.ask(new URL(this.env.CLAMAV_URL), path);
      if (/^stream: OK$/.test(said)) return 'clean';
      const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
      if (found === undefined) throw new Error(`the scanner said: ${said.slice(0, 200)}`);
      this.log.warn({ found }, 'the virus scanner refused a file');
      return 'infected';
    } catch (fault) {
      this.log.error({ fault }, 'the virus scanner is out of reach');
      return 'away';
    }
  }

  private ask(address: URL, path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = address.protocol === 'unix:' ? connect(address.pathname) : connect(Number(address.port || 3310), address.hostname.replace(/^\[|\]$/g, ''));
      const source = createReadStream(path, { highWaterMark: 64 * 1024 });
      const said: Buffer[] = [];
      let length = 0;
      const end = (fault: Error | null) => {
        source.destroy();
        socket.destroy();
        if (fault) reject(fault);
        else resolve(Buffer.concat(said).toString().replace(/\0.*$/s, '').trim());
      };
      socket.setTimeout(PATIENCE_MS, () => end(new Error('no answer in time')));
      socket.on('error', end);
      source.on('error', end);
      // It may refuse before it has read everything, a file above its own limit for one.
      socket.on('data', (piece) => {
        said.push(piece);
        length += piece.length;
        if (piece.includes(0) || length > MOST_SAID) end(null);
      });
      socket.on('close', () => end(length > 0 ? null : new Error('closed without an answer')));
      socket.on('drain', () => source.resume());
      socket.write('zINSTREAM\0');
      source.on('data', (piece) => {
        if (!sendPiece(socket, Buffer.from(piece))) source.pause();
      });
      source.on('end', () => socket.write(Buffer.alloc(4)));
    });
  }
}

function sendPiece(socket: Socket, piece: Buffer): boolean {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  socket.write(length);
  return socket.write(piece);
}
