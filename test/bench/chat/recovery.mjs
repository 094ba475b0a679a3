import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { LiveSocket, onLanes } from '../support/live-socket.mjs';

const LANES = 64;
const WAIT_MS = 90_000;
const PAGE = 50;
// What the panel and the console wait before they try again: twice as long each time, give or take a half.
const BACKOFF = { '/visitor': { first: 400, most: 8_000 }, '/agent': { first: 400, most: 5_000 } };

/** A participant that comes back by itself, as the pages do: connect, open, fetch what it missed, then listen. */
class Participant {
  heads = 0;
  backAt = 0;
  doubled = 0;
  /** What it has displayed, by place. */
  shown = new Map();
  #early = [];
  #isSynced = false;
  #attempt = 0;

  constructor(url, who) {
    this.who = who;
    this.socket = new LiveSocket({ url, ...who });
    this.socket.onGone = () => this.#again();
    this.socket.onEvent = (frame) => {
      if (!who.conversationId || !frame.includes('["message",')) return;
      const { message } = JSON.parse(frame.slice(frame.indexOf('[')))[1];
      if (this.#isSynced) this.#apply(message);
      else this.#early.push(message);
    };
  }

  async connect() {
    await this.socket.connect();
    this.#attempt = 0;
    if (this.who.conversationId) await this.#catchUp();
    this.backAt = Date.now();
    this.onBack?.();
  }

  async #catchUp() {
    const conversationId = this.who.conversationId;
    this.#isSynced = false;
    const { ok, head } = await this.socket.ask('conversation:open', { conversationId });
    if (!ok) throw new Error('a conversation did not open again');
    while (this.last < head) {
      const page = await this.socket.ask('conversation:sync', { conversationId, afterSeq: this.last, limit: PAGE });
      if (!page.ok) throw new Error('a conversation could not be fetched');
      page.messages.forEach((message) => this.#apply(message));
    }
    this.#isSynced = true;
    this.#early.splice(0).forEach((message) => this.#apply(message));
  }

  get last() {
    return this.shown.size;
  }

  /** By place: what was shown is not shown again; a gap would be fetched by the next heads. */
  #apply(message) {
    if (message.seq <= this.last) {
      if (this.shown.get(message.seq) !== message.clientMessageId) this.doubled += 1;
      return;
    }
    if (message.seq === this.last + 1) this.shown.set(message.seq, message.clientMessageId);
    else void this.#catchUp();
  }

  #again() {
    this.backAt = 0;
    this.#isSynced = false;
    const { first, most } = BACKOFF[this.who.namespace];
    const delay = Math.min(most, first * 2 ** this.#attempt) * (0.5 + Math.random());
    this.#attempt += 1;
    // A refused connection is the ordinary case while the server is down; what else fails is tried again too, and counted.
    setTimeout(() => this.connect().catch(() => { if (!this.socket.isOpen) this.#again(); }), delay);
  }
}

/**
 * Visitors with their conversations open, agents who write one message to each. In the middle of that the server is
 * killed. Measures until every visitor is back with what he missed; agents repeat what was not acknowledged.
 */
export class Recovery {
  constructor(plan) {
    this.plan = plan;
    this.visitors = plan.idle.map((who) => new Participant(plan.url, who));
    this.agents = plan.sockets.map((who) => new Participant(plan.url, who));
    this.acked = 0;
    this.repeats = 0;
  }

  async run(tell) {
    const { visitors, agents } = this;
    await onLanes([...agents, ...visitors], LANES, (one) => one.connect());
    const before = visitors.map((one) => one.last);
    tell('connected');
    const jobs = visitors.map(({ who }) => ({ conversationId: who.conversationId, clientMessageId: randomUUID(), acked: false }));
    agents.forEach((agent, at) => this.#write(agent, jobs.filter((_, index) => index % agents.length === at)));
    const killedAt = await new Promise((resolve) => process.once('message', (message) => resolve(message.killedAt)));
    const ackedBefore = this.acked;
    const deadline = Date.now() + WAIT_MS;
    const isBack = () => visitors.every((one) => one.backAt > killedAt);
    const isWhole = () => this.acked === jobs.length && visitors.every((one, at) => one.last === before[at] + 1);
    let backAt = 0;
    while (Date.now() < deadline && !(backAt && isWhole())) {
      if (!backAt && isBack()) backAt = Math.max(...visitors.map((one) => one.backAt));
      await pause(10);
    }
    const lost = visitors.filter((one, at) => [...one.shown.values()].at(before[at]) !== jobs[at].clientMessageId).length;
    const doubled = visitors.reduce((sum, one, at) => sum + one.doubled + Math.max(0, one.last - before[at] - 1), 0);
    const seconds = backAt ? (backAt - killedAt) / 1000 : null;
    return { seconds, wholeSeconds: (Date.now() - killedAt) / 1000, ackedBefore, repeats: this.repeats, lost: lost + jobs.length - this.acked, doubled };
  }

  /** One message at a time; the same id again after every return until it is acknowledged. */
  #write(agent, jobs) {
    let next = 0;
    const step = () => {
      const job = jobs[next];
      if (!job || !agent.socket.isOpen) return;
      const payload = { conversationId: job.conversationId, clientMessageId: job.clientMessageId, kind: 'text', text: 'We are looking into it. '.padEnd(200, 'x') };
      if (job.tried) this.repeats += 1;
      job.tried = true;
      agent.socket.emit('message:send', JSON.stringify(payload), (answer) => {
        if (!answer.startsWith('[{"ok":true')) {
          setTimeout(step, 200);
          return;
        }
        this.acked += 1;
        next += 1;
        setTimeout(step, this.plan.restMs);
      });
    };
    agent.onBack = step;
    step();
  }
}
