import type { Socket } from 'socket.io';
import type { ServerEvent, ServerPayload } from '#contracts/sockets.js';

const FINAL_TEXT = 0x81;
const MESSAGE = 0x34;
const SHORT = 126;
const LONG = 65_536;

/**
 * One packet for any number of sockets, encoded once. Engine.IO takes it as text and, for a websocket, as the finished
 * frame (what Socket.IO's own broadcast does); one buffer, so that it leaves in one plain write.
 */
export class Frame {
  private readonly options: { compress: boolean; wsPreEncodedFrame: readonly Buffer[] };

  private constructor(private readonly text: string) {
    this.options = { compress: false, wsPreEncodedFrame: [websocketFrame(this.text)] };
  }

  static event(namespace: string, event: ServerEvent, payload: ServerPayload<ServerEvent>): Frame {
    return new Frame(`2${namespace},${JSON.stringify([event, payload])}`);
  }

  /** The acknowledgement of the packet with that number. */
  static ack(namespace: string, packet: number, answer: object): Frame {
    return new Frame(`3${namespace},${packet}[${JSON.stringify(answer)}]`);
  }

  sendTo(socket: Socket): void {
    socket.conn.write(this.text, this.options);
  }
}

function websocketFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const length = bytes + 1;
  const head = length < SHORT ? 2 : length < LONG ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = FINAL_TEXT;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = SHORT;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = SHORT + 1;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(length, 6);
  }
  frame[head] = MESSAGE;
  // One byte for every character: nothing has to be encoded.
  frame.write(text, head + 1, bytes === text.length ? 'latin1' : 'utf8');
  return frame;
}
