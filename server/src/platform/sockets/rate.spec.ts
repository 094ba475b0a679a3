import { Bucket } from './rate.js';

describe('the rate of events', () => {
  const spend = (bucket: Bucket, times: number, now: number) => Array.from({ length: times }, () => bucket.take(now));

  it('lets a burst of twice the rate through, and no more', () => {
    const waits = spend(new Bucket(10, 0), 21, 0);
    expect(waits.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(waits[20]).toBeGreaterThan(0);
  });

  it('lets the steady rate through for ever', () => {
    const bucket = new Bucket(10, 0);
    for (let n = 0; n < 1_000; n += 1) expect(bucket.take(n * 100)).toBe(0);
  });

  it.each([1, 2, 7, 30])('tells after %i refusals a time after which the next is taken', (refusals) => {
    const bucket = new Bucket(10, 0);
    const wait = spend(bucket, 20 + refusals, 0).at(-1) ?? 0;
    const early = new Bucket(10, 0);
    spend(early, 20 + refusals, 0);
    expect(bucket.take(wait)).toBe(0);
    expect(early.take(wait - 10)).toBeGreaterThan(0);
  });

  it('never asks an honest client to wait longer than six seconds, and knows a flood', () => {
    const bucket = new Bucket(10, 0);
    expect(Math.max(...spend(bucket, 10_000, 0))).toBeLessThanOrEqual(6_000);
    expect(bucket.flooded).toBe(true);
    expect(bucket.take(60_000)).toBe(0);
    expect(bucket.flooded).toBe(false);
  });
});
