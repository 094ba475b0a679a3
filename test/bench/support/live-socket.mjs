import { WebSocket } from 'ws';

const OPEN = 48; // '0'
const PING = 50; // '2'
const MESSAGE = 52; // '4'
const CONNECTED = 48;
const EVENT = 50;
const ACK = 51;
const ARRAY = 91; // '['

/** Socket.IO's frames straight over a websocket, so that the generator costs less than the server it drives. */
export class LiveSocket {
  #acks = new Map();
  #next = 1;
  #ws = null;
  /** @type {((frame: string) => void) | null} */
  onEvent = null;
  /** @type {(() => void) | null} */
  onGone = null;

  /** @param {{ url: string, namespace: string, auth: Record<string, string> | null }} who */
  constructor({ url, namespace, auth }) {
    this.url = `${url}/socket.io/?EIO=4&transport=websocket`;
    this.prefix = namespace === '/' ? '' : `${namespace},`;
    this.hello = `40${this.prefix}${auth ? JSON.stringify(auth) : ''}`;
  }

  get isOpen() {
    return this.#ws !== null;
  }

  /** Resolves once the namespace has let us in. */
  connect() {
    return new Promise((resolve, reject) => {
      const ws = new WebSocket(this.url, { perMessageDeflate: false, skipUTF8Validation: true });
      ws.on('error', reject);
      ws.on('close', () => {
        const wasOpen = this.#ws === ws;
        this.#ws = null;
        this.#acks.clear();
        reject(new Error('closed while connecting'));
        if (wasOpen) this.onGone?.();
      });
      ws.on('message', (data) => {
        const frame = data.latin1Slice();
        const type = frame.charCodeAt(0);
        if (type === PING) ws.send('3');
        else if (type === OPEN) ws.send(this.hello);
        else if (type === MESSAGE) this.#packet(frame, ws, resolve, reject);
      });
    });
  }

  #packet(frame, ws, resolve, reject) {
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
      this.#ws = ws;
      resolve();
    } else {
      reject(new Error(`refused: ${frame}`));
      ws.close();
    }
  }

  /** @param {string} event @param {string} json @param {(answer: string) => void} done gets the acknowledgement as JSON */
  emit(event, json, done) {
    if (!this.#ws) return;
    const id = this.#next;
    this.#next += 1;
    this.#acks.set(id, done);
    this.#ws.send(`42${this.prefix}${id}["${event}",${json}]`);
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
