interface Stroke {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** True while an input method composes: 229 is what browsers report for keys it has swallowed. */
export const isComposing = (event: { isComposing: boolean; keyCode: number }): boolean => event.isComposing || event.keyCode === 229;

/**
 * The name of a key press: `j`, `shift+j`, `mod+k`, `?`, `[`, `enter`. On layouts without Latin letters (Russian, Hebrew, Zhuyin) the place
 * of the key counts. Null with Alt: Alt+letter types characters on many keyboards.
 */
export function strokeOf(event: Stroke): string | null {
  if (event.altKey) return null;
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const letter = latinLetter(event);
  if (letter) return `${mod}${event.shiftKey ? 'shift+' : ''}${letter}`;
  if (event.key.length === 1) return mod + event.key;
  return `${mod}${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
}

function latinLetter({ key, code }: Stroke): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return place && /^\p{L}$/u.test(key) ? place.toLowerCase() : null;
}

/** What to do with a press: run a binding, wait for the second key of a chord, or nothing. */
export function resolveStroke(bindings: ReadonlySet<string>, prefix: string | null, stroke: string): { run: string } | { wait: string } | null {
  const chord = prefix === null ? null : `${prefix} ${stroke}`;
  if (chord !== null && bindings.has(chord)) return { run: chord };
  if (prefix === null && [...bindings].some((name) => name.startsWith(`${stroke} `))) return { wait: stroke };
  return bindings.has(stroke) ? { run: stroke } : null;
}
