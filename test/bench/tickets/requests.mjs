// Sends requests over kept connections: as fast as answers come, or so many a second, timed from when each was due.
import { setTimeout as pause } from 'node:timers/promises';
import { Pool, request as ask } from 'undici';
import { Histogram } from '../support/histogram.mjs';

const WARM_UP_MS = 1_500;

/**
 * @param {{ port: number, request: (n: number) => { path: string, method?: string, headers?: object, body?: string }, seconds: number, connections?: number, rate?: number, expect?: number }} wanted
 * @returns a second, milliseconds (p50, p99, max); throws when an answer is not what was expected
 */
export async function sendRequests({ port, request, seconds, connections = 8, rate = 0, expect = 200 }) {
  const origin = `http://127.0.0.1:${port}`;
  const dispatcher = new Pool(origin, { connections: rate > 0 ? 64 : connections, pipelining: 1 });
  const histogram = new Histogram();
  const began = performance.now();
  const measuredFrom = began + WARM_UP_MS;
  const until = measuredFrom + seconds * 1000;
  let sent = 0;
  const one = async (dueAt) => {
    const { path, method = 'GET', headers, body } = request(sent++);
    const { statusCode, body: answer } = await ask(`${origin}${path}`, { dispatcher, method, headers, body });
    const bytes = await answer.arrayBuffer();
    if (statusCode !== expect) throw new Error(`${method} ${path} answered ${statusCode}: ${Buffer.from(bytes).toString('utf8', 0, 300)}`);
    if (dueAt >= measuredFrom && dueAt < until) histogram.record((performance.now() - dueAt) * 1000);
  };
  const lane = async () => {
    while (performance.now() < until) await one(performance.now());
  };
  const timed = async () => {
    const under = new Set();
    for (let due = began; due < until; due += 1000 / rate) {
      const early = due - performance.now();
      if (early > 1) await pause(early);
      const running = one(due).finally(() => under.delete(running));
      under.add(running);
      // Fails here, and not as a rejection that nobody handles.
      running.catch(() => undefined);
    }
    await Promise.all(under);
  };
  try {
    await (rate > 0 ? timed() : Promise.all(Array.from({ length: connections }, lane)));
  } finally {
    await dispatcher.destroy();
  }
  const { n, ...ms } = histogram.summary();
  return { perSecond: Math.round(n / seconds), ms };
}
