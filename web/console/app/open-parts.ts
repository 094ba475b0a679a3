import type { Problem } from '../../client/problem.js';
import { createStore } from '../../client/store.js';

/** A ticket that is to be done while parts of it are open. */
export interface OpenParts {
  readonly ticketId: string;
  readonly parts: readonly { readonly id: string; readonly number: number; readonly subject: string | null }[];
  readonly anyway: () => void;
  readonly leave: () => void;
}
export const openParts = createStore<OpenParts | null>(null);

/** Says so in place of an error, and goes on with the deed if the person says so. Resolves to whether it held. */
export function askOpenParts(ticketId: string, problem: Problem, again: (openChildren: number) => Promise<boolean>): Promise<boolean> {
  const parts = partsIn(problem);
  return new Promise((settle) => {
    const over = (held: boolean | Promise<boolean>) => {
      openParts.set(null);
      settle(held);
    };
    openParts.set({ ticketId, parts, anyway: () => over(again(parts.length)), leave: () => over(false) });
  });
}

export const partsIn = ({ data }: Problem): OpenParts['parts'] => (Array.isArray(data['children']) ? data['children'].filter(isPart) : []);
const isPart = (value: unknown): value is OpenParts['parts'][number] => typeof value === 'object' && value !== null && 'number' in value && typeof value.number === 'number' && 'id' in value && 'subject' in value;
