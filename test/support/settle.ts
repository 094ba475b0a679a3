import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { Relay } from '../../server/src/platform/events/relay.js';
import { Reactions } from '../../server/src/platform/events/reactions.js';
import { Sweeps } from '../../server/src/platform/jobs/sweeps.js';
import type { TestApp } from './app.js';

/** More rounds than any chain of consequences is long; beyond it something feeds itself. */
const MOST_ROUNDS = 50;

/** Runs what worker and scheduler would run, until nothing is left to do: events, their reactions, and theirs. */
export async function settle(app: TestApp, { sweeps = false } = {}): Promise<void> {
  await relayAll(app);
  if (!sweeps) return;
  // A connected console renews its lease all the time; setting the clock must not make it look gone.
  await app.nest.get(SocketLeases).renew();
  await app.nest.get(Sweeps).runAll();
  await relayAll(app);
}

async function relayAll(app: TestApp): Promise<void> {
  const relay = app.nest.get(Relay);
  const reactions = app.nest.get(Reactions);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const leased = await relay.lease();
    if (leased.length === 0) return;
    for (const event of leased) {
      for (const reaction of reactions.of(event.name)) await reactions.run(reaction, event.id);
    }
    await relay.mark(leased);
  }
  throw new Error(`events are still coming after ${MOST_ROUNDS} rounds`);
}
