import type { Wanted } from './use-lookup.js';

interface Named {
  readonly id: string;
  readonly name: string;
}
/** Where somebody is mentioned: the sign and the name after it. */
export interface Place<P extends Named = Named> {
  readonly from: number;
  readonly to: number;
  readonly person: P;
}

/** A sign in the middle of an address mentions nobody. A Chinese input method may write `＠`. */
const SIGN = /(?<![A-Za-z0-9._%+-])[@＠]([^\s@＠][^@＠\n]{0,39})?$/u;

/** Whom somebody is about to mention at the caret. Null when nobody. */
export function mentionAt(text: string, caret: number): Wanted | null {
  const match = SIGN.exec(text.slice(Math.max(0, caret - 60), caret));
  if (!match) return null;
  const query = match[1] ?? '';
  return { from: caret - query.length - 1, to: caret, query };
}

const WORD = /[A-Za-z0-9\u00c0-\u024f]/u;
/** Everybody whom a text mentions, in order: `@` and the longest name that stands there. Of two of one name the one in `chosen`. */
export function mentionsIn<P extends Named>(text: string, people: readonly P[], chosen: ReadonlySet<string> = new Set()): Place<P>[] {
  const longest = people.toSorted((a, b) => b.name.length - a.name.length || Number(chosen.has(b.id)) - Number(chosen.has(a.id)));
  const found: Place<P>[] = [];
  for (const { index } of text.matchAll(/(?<![A-Za-z0-9._%+-])[@＠]/gu)) {
    const person = longest.find(({ name }) => {
      const end = index + 1 + name.length;
      if (name === '' || text.slice(index + 1, end).toLowerCase() !== name.toLowerCase()) return false;
      // “@Ann” is not “@Anna”; Chinese goes on without a space.
      return !(WORD.test(text.charAt(end - 1)) && WORD.test(text.charAt(end)));
    });
    if (person) found.push({ from: index, to: index + 1 + person.name.length, person });
  }
  return found;
}
