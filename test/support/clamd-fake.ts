import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The line that every scanner knows, put together so that none finds it in this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');

/** ClamAV's daemon as far as INSTREAM goes: pieces with their length before them, an empty one at the end. */
export class ClamdFake {
  readonly scanned: number[] = [];
  /** Says nothing more but closes, as a daemon does that is reloading. */
  silent = false;
  private readonly server: Server = createServer((socket) => this.converse(socket));
  private readonly sockets = new Set<Socket>();

  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private converse(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let heard = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      heard = Buffer.concat([heard, piece]);
      const said = this.answerTo(heard);
      if (said !== null) socket.end(said);
    });
  }

  private answerTo(heard: Buffer): string | null {
    const command = 'zINSTREAM\0';
    if (heard.length < command.length) return null;
    if (heard.subarray(0, command.length).toString('latin1') !== command) return 'UNKNOWN COMMAND\0';
    const pieces: Buffer[] = [];
    let at = command.length;
    while (at + 4 <= heard.length) {
      const length = heard.readUInt32BE(at);
      if (length === 0) return this.verdict(Buffer.concat(pieces));
      if (at + 4 + length > heard.length) return null;
      pieces.push(heard.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    return null;
  }

  private verdict(stream: Buffer): string {
    this.scanned.push(stream.length);
    if (this.silent) return '';
    return stream.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
  }
}
