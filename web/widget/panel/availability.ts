import type { TeamAvailability } from '#contracts/widget.js';
import type { Answer } from './api.js';
import { holdsFor } from './hours.rules.js';
import type { Store } from './state.js';

/** Keeps what is told of the team true while somebody looks: asked again now and then, and at the minute it opens or closes. */
export function watchAvailability(store: Store, ask: () => Promise<Answer<TeamAvailability>>): void {
  let timer = 0;
  const looking = () => store.get().open && !store.get().refused && document.visibilityState === 'visible';
  async function look() {
    const answer = await ask();
    const { session } = store.get();
    if (session && answer.ok) store.set({ session: { ...session, availability: answer.body } });
    // What was told stays; the next time may do better.
    else plan();
  }
  function plan() {
    clearTimeout(timer);
    const { session } = store.get();
    if (session && looking()) timer = Number(setTimeout(look, holdsFor(session.availability, Date.now(), Math.random())));
  }
  let planned: unknown = null;
  store.watch(({ session }) => {
    const known = looking() ? (session?.availability ?? null) : null;
    if (known === planned) return;
    planned = known;
    plan();
  });
  document.addEventListener('visibilitychange', () => (looking() && store.get().session ? void look() : clearTimeout(timer)));
}
