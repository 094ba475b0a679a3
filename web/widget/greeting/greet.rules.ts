/** What the server says of one rule: for all three languages the words to show. */
export interface Greeting {
  readonly key: string;
  readonly pages: string;
  readonly seconds: number;
  readonly visits: number;
  readonly onlyOpen: boolean;
  readonly once: 'visit' | 'day';
  readonly text: Readonly<Record<string, string>>;
}
/** Whether the team answers: as of when this was asked, and the next moment that changes it. */
export interface Hours {
  readonly open: boolean;
  readonly changesAt: string | null;
}
export interface Facts {
  readonly path: string;
  readonly visits: number;
  readonly open: boolean;
  /** When this greeting was last shown: in this visit, or on which day. */
  readonly shown: (key: string) => { readonly visit: boolean; readonly day: string | null };
  readonly today: string;
}

/** `/products/*` against a path: the star stands for anything, also nothing; without one, a slash at the end does not matter. */
export function isOn(pages: string, path: string): boolean {
  const parts = pages.split('*');
  if (parts.length === 1) return pages.replace(/\/$/, '') === path.replace(/\/$/, '');
  const [head = '', ...others] = parts;
  const tail = others.pop() ?? '';
  if (!path.startsWith(head) || !path.endsWith(tail) || path.length < head.length + tail.length) return false;
  let at = head.length;
  for (const part of others) {
    const found = path.indexOf(part, at);
    if (found < 0 || found + part.length > path.length - tail.length) return false;
    at = found + part.length;
  }
  return true;
}

export const isOpen = ({ open, changesAt }: Hours, now: number): boolean => (changesAt !== null && Date.parse(changesAt) <= now ? !open : open);

/** The greetings this page may show, the soonest first. */
export function fitting(greetings: readonly Greeting[], facts: Facts): Greeting[] {
  return greetings
    .filter(({ key, pages, visits, onlyOpen, once }) => {
      const { visit, day } = facts.shown(key);
      return isOn(pages, facts.path) && facts.visits >= visits && (facts.open || !onlyOpen) && !visit && (once === 'visit' || day !== facts.today);
    })
    .sort((a, b) => a.seconds - b.seconds);
}
