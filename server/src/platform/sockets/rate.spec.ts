import fc from 'fast-check';
import { Bucket } from './rate.js';

describe('the rate of a socket', () => {
  it('lets a burst of twice the rate through, then says how long to wait', () => {
    const bucket = new Bucket(10, 0);
    for (let taken = 0; taken < 20; taken += 1) expect(bucket.take(0)).toBe(0);
    expect(bucket.take(0)).toBe(100);
  });

  it('is full again after two seconds of silence, and never fuller', () => {
    const bucket = new Bucket(10, 0);
    for (let taken = 0; taken < 20; taken += 1) bucket.take(0);
    const later = Array.from({ length: 21 }, () => bucket.take(60_000));
    expect(later.filter((wait) => wait === 0)).toHaveLength(20);
  });

  it('lets who waits as told through', () => {
    const bucket = new Bucket(10, 0);
    for (let taken = 0; taken < 20; taken += 1) bucket.take(0);
    const wait = bucket.take(0);
    // One was refused and is owed, one is wanted.
    expect(bucket.take(wait * 2)).toBe(0);
  });

  it('gives a flood nothing at all, and knows it for one', () => {
    const bucket = new Bucket(10, 0);
    let through = 0;
    for (let at = 0; at < 10_000; at += 1) if (bucket.take(at) === 0) through += 1;
    expect(through).toBeLessThan(40);
    expect(bucket.flooded).toBe(true);
  });

  it('never lets more through than burst and rate allow, whatever the rhythm', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 300 }), (perSecond, pauses) => {
        const bucket = new Bucket(perSecond, 0);
        let now = 0;
        let through = 0;
        for (const pause of pauses) {
          now += pause;
          if (bucket.take(now) === 0) through += 1;
        }
        expect(through).toBeLessThanOrEqual(perSecond * 2 + (now / 1000) * perSecond + 1e-6);
      }),
    );
  });
});
