let last = 0;

/** A number no other row of this run has, for what must be unique and readable. */
export const next = (): number => (last += 1);
