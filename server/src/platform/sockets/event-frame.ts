import type { Socket } from 'socket.io';
import type { ServerEvent, ServerPayload } from '#contracts/sockets.js';

const FINAL_TEXT = 0x81;
const MESSAGE = 0x34;
const SHORT = 126;
const LONG = 65_536;

/**
 * One event for any number of sockets, encoded once. Engine.IO takes it as text and, for a websocket, as the finished
 * frame (what Socket.IO's own broadcast does); one buffer, so that it leaves in one plain write.
 */
export class EventFrame {
  private readonly text: string;
  private readonly options: { compress: boolean; wsPreEncodedFrame: readonly Buffer[] };

  constructor(namespace: string, event: ServerEvent, payload: ServerPayload<ServerEvent>) {
    this.text = `2${namespace},${JSON.stringify([event, payload])}`;
    this.options = { compress: false, wsPreEncodedFrame: [websocketFrame(this.text)] };
  }

  sendTo(socket: Socket): void {
    socket.conn.write(this.text, this.options);
  }
}

function websocketFrame(text: string): Buffer {
  const length = Buffer.byteLength(text) + 1;
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
  frame.write(text, head + 1);
  return frame;
}
