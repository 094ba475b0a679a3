/** A connection counts as alive this long after its last sign; it is renewed every 15 s. */
const CONNECTED_MS = 30_000;

/** Whoever showed a sign of life after this moment is connected now. */
export const connectedSince = (now: Date): Date => new Date(now.getTime() - CONNECTED_MS);
