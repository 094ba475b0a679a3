import type { Fault } from '../support/fault-proxy.js';

/** Between clients and server. */
export const LINK_FAULTS: readonly ((random: () => number) => Fault)[] = [
  () => ({ mode: 'reset' }),
  () => ({ mode: 'refuse' }),
  () => ({ mode: 'blackhole' }),
  () => ({ mode: 'one-way', dead: 'down' }),
  () => ({ mode: 'one-way', dead: 'up' }),
  () => ({ mode: 'freeze' }),
  (random) => ({ mode: 'latency', ms: 50 + random() * 300, jitterMs: 40 }),
  () => ({ mode: 'bandwidth', bytesPerSecond: 4000 }),
  () => ({ mode: 'slice', bytes: 20 }),
  (random) => ({ mode: 'cut', afterBytes: Math.floor(random() * 4000) }),
];
/** Between server and database. */
export const DATABASE_FAULTS: readonly ((random: () => number) => Fault)[] = [
  () => ({ mode: 'reset' }),
  () => ({ mode: 'blackhole' }),
  () => ({ mode: 'freeze' }),
  () => ({ mode: 'one-way', dead: 'down' }),
  (random) => ({ mode: 'latency', ms: 20 + random() * 200 }),
  (random) => ({ mode: 'cut', afterBytes: Math.floor(random() * 3000), direction: 'down' }),
];
