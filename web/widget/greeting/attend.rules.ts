import type { VisitBeat } from '#contracts/visits.js';

/** Cut where a character ends, as the contract wants it. */
const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join('');

export interface Page {
  readonly pathname: string;
  readonly title: string;
  readonly origin: string;
  readonly referrer: string;
}
/** What leaves the page of an address: its path, never its query; of another site that led here its host alone. */
export function pageFacts({ pathname, title, origin, referrer }: Page): Pick<VisitBeat, 'page' | 'referrer'> {
  const from = URL.canParse(referrer) ? new URL(referrer) : null;
  return {
    page: { path: pathname.slice(0, 500) || '/', title: cut(title, 140) },
    ...(from && from.origin !== origin && from.host !== '' ? { referrer: from.host.slice(0, 260) } : {}),
  };
}

/** What one holds in hand: a finger on something narrow is a phone. */
export const deviceOf = (coarse: boolean, width: number, height: number): VisitBeat['device'] => (coarse ? (Math.min(width, height) < 600 ? 'phone' : 'tablet') : 'desktop');

const AGAIN_MS = 60_000;
const MOST_DOUBLINGS = 5;
/** How long a page leaves a desk alone that did not answer so often: twice as long each time, half an hour at most. */
export const restAfter = (failures: number): number => AGAIN_MS * 2 ** Math.min(failures, MOST_DOUBLINGS);
