import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until something is there. @throws after the deadline, naming what was missed */
export async function until<T>(what: string, look: () => T | Promise<T>, deadlineMs = 40_000): Promise<NonNullable<T>> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    await pause(10);
  }
}
