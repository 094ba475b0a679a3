import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const OPEN = 48; // '0'
const PING = 50; // '2'
const MESSAGE = 52; // '4'
const CONNECTED = 48;
const EVENT = 50;
const ACK = 51;
const ARRAY = 91; // '['

const FINAL_TEXT = 0x81;
const FINAL_CLOSE = 0x88;
const MASKED = 0x80;
const SHORT = 126;
// A client has to mask what it sends; the mask that changes nothing is one, and costs the generator nothing.
const NO_MASK = '\0\0\0\0';

const NOTHING = Buffer.alloc(0);
// Every read is dealt with before the next one begins.
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);

/** A text of one byte per character as one websocket frame. */
function frameOf(text) {
  const { length } = text;
  const head = length < SHORT ? String.fromCharCode(FINAL_TEXT, MASKED | length) : String.fromCharCode(FINAL_TEXT, MASKED | SHORT, length >> 8, length & 255);
  return head + NO_MASK + text;
}

/**
 * Socket.IO over a websocket, written and read as plain TCP: the generator has to cost less than the server it
 * drives, and a general websocket library costs as much on this side as on that.
 */
export class LiveSocket {
  #acks = new Map();
  #next = 1;
  #tcp = null;
  #isOpen = false;
  #isUpgraded = false;
  #rest = NOTHING;
  /** @type {((frame: string) => void) | null} */
  onEvent = null;
  /** @type {(() => void) | null} */
  onGone = null;

  /** @param {{ url: string, namespace: string, auth: Record<string, string> | null }} who */
  constructor({ url, namespace, auth }) {
    this.url = new URL(url);
    this.prefix = namespace === '/' ? '' : `${namespace},`;
    this.hello = `40${this.prefix}${auth ? JSON.stringify(auth) : ''}`;
  }

  get isOpen() {
    return this.#isOpen;
  }

  /** Resolves once the namespace has let us in. */
  connect() {
    return new Promise((resolve, reject) => {
      this.#isUpgraded = false;
      this.#rest = NOTHING;
      const refuse = (why) => {
        reject(new Error(why));
        tcp.destroy();
      };
      const tcp = connect({
        host: this.url.hostname, port: Number(this.url.port), noDelay: true,
        onread: { buffer: readBuffer, callback: (bytes, buffer) => this.#read(tcp, buffer.subarray(0, bytes), resolve, refuse) },
      });
      tcp.on('connect', () => tcp.write(
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${this.url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      ));
      tcp.on('error', reject);
      tcp.on('close', () => {
        const wasOpen = this.#isOpen && this.#tcp === tcp;
        if (wasOpen) this.#isOpen = false;
        this.#acks.clear();
        reject(new Error('closed while connecting'));
        if (wasOpen) this.onGone?.();
      });
      this.#tcp = tcp;
    });
  }

  #read(tcp, chunk, resolve, refuse) {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    if (!this.#isUpgraded) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) return this.#keep(data);
      const head = data.latin1Slice(0, end);
      if (!head.startsWith('HTTP/1.1 101 ')) return refuse(`refused: ${head.split('\r\n')[0]}`);
      this.#isUpgraded = true;
      at = end + 4;
    }
    while (data.length >= at + 2) {
      const length = data[at + 1];
      const head = length < SHORT ? 2 : length === SHORT ? 4 : 10;
      if (data.length < at + head) break;
      const from = at + head;
      const to = from + (length < SHORT ? length : length === SHORT ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2)));
      if (data.length < to) break;
      if (data[at] === FINAL_TEXT) this.#frame(tcp, data.latin1Slice(from, to), resolve, refuse);
      else if (data[at] === FINAL_CLOSE) tcp.end();
      else refuse(`a frame of an unknown kind: ${data[at]}`);
      at = to;
    }
    return this.#keep(at < data.length ? data.subarray(at) : NOTHING);
  }

  // The buffer is used again for whoever reads next.
  #keep(rest) {
    this.#rest = rest.length > 0 ? Buffer.from(rest) : NOTHING;
    return true;
  }

  #frame(tcp, frame, resolve, refuse) {
    const type = frame.charCodeAt(0);
    if (type === PING) tcp.write(frameOf('3'), 'latin1');
    else if (type === OPEN) tcp.write(frameOf(this.hello), 'latin1');
    else if (type === MESSAGE) this.#packet(frame, resolve, refuse);
  }

  #packet(frame, resolve, refuse) {
    const type = frame.charCodeAt(1);
    if (type === EVENT) this.onEvent?.(frame);
    else if (type === ACK) {
      const from = 2 + this.prefix.length;
      let to = from;
      while (frame.charCodeAt(to) !== ARRAY) to += 1;
      const id = Number(frame.slice(from, to));
      const done = this.#acks.get(id);
      this.#acks.delete(id);
      done?.(frame.slice(to));
    } else if (type === CONNECTED) {
      this.#isOpen = true;
      resolve();
    } else refuse(`refused: ${frame}`);
  }

  /** @param {string} event @param {string} json ASCII @param {(answer: string) => void} done gets the acknowledgement as JSON */
  emit(event, json, done) {
    if (!this.#isOpen) return;
    const id = this.#next;
    this.#next += 1;
    this.#acks.set(id, done);
    this.#tcp.write(frameOf(`42${this.prefix}${id}["${event}",${json}]`), 'latin1');
  }

  /** The acknowledgement as a promise; never settles when the link breaks first. */
  ask(event, payload) {
    return new Promise((resolve) => this.emit(event, JSON.stringify(payload), (answer) => resolve(JSON.parse(answer)[0])));
  }
}

/** Runs `work` over items on a number of lanes at once. */
export async function onLanes(items, lanes, work) {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      await work(items[at], at);
    }
  }));
}
