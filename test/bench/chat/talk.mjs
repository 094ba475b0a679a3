import { setTimeout as pause } from 'node:timers/promises';
import { Histogram } from '../support/histogram.mjs';
import { DIALECTS, sentAt, textOf } from './dialects.mjs';

const WARM_UP_MS = 2_000;
const DRAIN_MS = 10_000;
const now = () => performance.now() * 1000;

/**
 * Conversations in which the members named first two take turns: the next message goes out when the last is
 * acknowledged, or at a fixed rate. Each message is timed from when it was due until the other one has it.
 */
export class Talk {
  ack = new Histogram();
  delivery = new Histogram();
  #measuring = false;
  #stopping = false;

  /** @param {{ dialect: 'bare' | 'aftercare', rate: number, seconds: number, run: string }} plan */
  constructor(plan, conversations) {
    this.plan = plan;
    this.dialect = DIALECTS[plan.dialect];
    this.conversations = conversations;
    for (const socket of new Set(conversations.flatMap(({ members }) => members))) this.#listen(socket);
  }

  #listen(socket) {
    const mine = new Map(this.conversations.flatMap((one) => {
      const at = one.members.indexOf(socket);
      return at < 0 ? [] : [[one.id, { places: one.places[at], timed: at < 2 }]];
    }));
    socket.onEvent = (frame) => {
      const listener = mine.get(this.dialect.conversationOf(frame));
      if (!listener) return;
      listener.places.push(this.dialect.placeOf(frame));
      if (this.#measuring && listener.timed) this.delivery.record(now() - sentAt(frame));
    };
  }

  #send(conversation, at, then) {
    conversation.sent += 1;
    const n = conversation.sent;
    const side = n % 2;
    const id = `${this.plan.run}-${conversation.label}-${String(n).padStart(9, '0')}`;
    conversation.members[side].emit(this.dialect.event, this.dialect.payload(conversation.id, id, textOf(at, n)), (answer) => {
      conversation.places[side].push(this.dialect.placeOfAck(answer, n));
      if (this.#measuring) this.ack.record(now() - at);
      then?.();
    });
  }

  #loop(conversation) {
    if (!this.#stopping) this.#send(conversation, now(), () => this.#loop(conversation));
  }

  /** Sends what is due by now, so that a stall of anybody counts as delay and not as silence. */
  #atRate(rate) {
    const from = now();
    let sent = 0;
    const timer = setInterval(() => {
      if (this.#stopping) return clearInterval(timer);
      const due = Math.floor(((now() - from) / 1e6) * rate);
      while (sent < due) {
        sent += 1;
        this.#send(this.conversations[sent % this.conversations.length], from + (sent / rate) * 1e6);
      }
    }, 1);
  }

  /** @param {(word: 'begin' | 'end') => void} tell */
  async run(tell) {
    if (this.plan.rate > 0) this.#atRate(this.plan.rate);
    else for (const conversation of this.conversations) this.#loop(conversation);
    await pause(WARM_UP_MS);
    tell('begin');
    this.#measuring = true;
    const from = performance.now();
    await pause(this.plan.seconds * 1000);
    this.#measuring = false;
    const seconds = (performance.now() - from) / 1000;
    tell('end');
    this.#stopping = true;
    await this.#drained();
    return { perSecond: this.delivery.count / seconds, messages: this.delivery.count, deliveryMs: this.delivery.summary(), ackMs: this.ack.summary(), ...this.#flaws() };
  }

  async #drained() {
    const deadline = performance.now() + DRAIN_MS;
    const complete = () => this.conversations.every(({ sent, places }) => places.every((seen) => seen.length >= sent));
    while (!complete() && performance.now() < deadline) await pause(20);
    // One that comes twice would come about now.
    await pause(200);
  }

  /** Everybody must have every place of his conversations once: by acknowledgement what is his own, the rest delivered. */
  #flaws() {
    let [lost, doubled] = [0, 0];
    for (const { sent, places, heads } of this.conversations) {
      places.forEach((seen, at) => {
        const distinct = new Set(seen);
        doubled += seen.length - distinct.size;
        for (let n = 1; n <= sent; n += 1) if (!distinct.has(heads[at] + n)) lost += 1;
      });
    }
    return { lost, doubled };
  }
}
