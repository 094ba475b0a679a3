interface Slash {
  /** Where the stroke stands. */
  readonly from: number;
  /** Where the caret stands, right after the query. */
  readonly to: number;
  readonly query: string;
}

/** A Chinese input method in Chinese mode writes `、` or `／` for the key with the stroke. */
const STROKE = /(^|[\s\u3000])[/／、]([^/／、\n]{0,40})$/u;

/** What is being looked up at the caret: a stroke at the start of a line or after a space, and what follows it. Null when nothing is. */
export function slashAt(text: string, caret: number): Slash | null {
  const match = STROKE.exec(text.slice(Math.max(0, caret - 60), caret));
  if (!match) return null;
  const query = match[2] ?? '';
  return { from: caret - query.length - 1, to: caret, query };
}
