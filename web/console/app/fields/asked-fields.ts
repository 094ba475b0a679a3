import { setFields } from '../../../client/custom-fields.data.js';
import type { Problem } from '../../../client/problem.js';
import { createStore } from '../../../client/store.js';

/** A deed that waits for what is asked for first. */
export interface Asked {
  readonly ticketId: string;
  readonly keys: readonly string[];
  /** Puts the values and does the deed. Throws what refused the values. */
  readonly answer: (values: Parameters<typeof setFields>[1]) => Promise<void>;
  readonly leave: () => void;
}
export const asked = createStore<Asked | null>(null);

/** Opens what is missing in place of an error, and goes on with the deed once it is filled in. Resolves to whether the deed held. */
export function askFields(ticketId: string, { data }: Problem, again: () => Promise<boolean>): Promise<boolean> {
  const { keys } = data;
  return new Promise((settle) => {
    asked.set({
      ticketId,
      keys: Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [],
      answer: async (values) => {
        await setFields(ticketId, values);
        asked.set(null);
        settle(await again());
      },
      leave: () => {
        asked.set(null);
        settle(false);
      },
    });
  });
}
