export interface Place {
  position: number;
  etaSeconds: number | null;
}

/** A place in the line only ever improves while one waits: people who go back to the head must not push the shown number up. */
export function nearer(shown: Place | null, told: Place | null): Place | null {
  if (!told || !shown) return told;
  const position = Math.min(shown.position, told.position);
  const eta = told.etaSeconds === null || shown.etaSeconds === null ? told.etaSeconds : Math.min(shown.etaSeconds, told.etaSeconds);
  return { position, etaSeconds: eta };
}

/** Whole minutes, rounded up; null below one. */
export const minutes = (seconds: number): number | null => (seconds < 60 ? null : Math.ceil(seconds / 60));
