interface Stroke {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  getModifierState?: (key: 'AltGraph') => boolean;
}

/** True while an input method composes: 229 is what browsers report for keys it has swallowed. */
export const isComposing = (event: { isComposing: boolean; keyCode: number }): boolean => event.isComposing || event.keyCode === 229;

/**
 * The name of a key press: `j`, `shift+j`, `mod+k`, `ctrl+alt+c`, `?`, `[`, `enter`, `space`. On layouts without Latin letters (Russian,
 * Hebrew, Zhuyin) the place of the key counts. Null with Alt alone and with AltGr: those type characters on many keyboards.
 */
export function strokeOf(event: Stroke): string | null {
  if (event.altKey) {
    const place = placeOf(event);
    return event.ctrlKey && place && !event.getModifierState?.('AltGraph') ? `ctrl+alt+${place}` : null;
  }
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const letter = latinLetter(event);
  if (letter) return `${mod}${event.shiftKey ? 'shift+' : ''}${letter}`;
  if (event.key === ' ') return `${mod}space`;
  if (event.key.length === 1) return mod + event.key;
  return `${mod}${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
}

const placeOf = ({ code }: Stroke): string | undefined => /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();

function latinLetter(event: Stroke): string | null {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  const place = placeOf(event);
  return place && /^\p{L}$/u.test(event.key) ? place : null;
}

/** Whether a stroke is a letter or sign by itself, as one also types it. */
export const isPlain = (stroke: string): boolean => stroke.length === 1 || stroke.startsWith('shift+');
/** Whether a stroke means something while one writes as well. */
export const isCombined = (stroke: string): boolean => stroke.startsWith('mod+') || stroke.startsWith('ctrl+alt+');

/** What to do with a press: run a binding, wait for the second key of a chord, or nothing. */
export function resolveStroke(bindings: ReadonlySet<string>, prefix: string | null, stroke: string): { run: string } | { wait: string } | null {
  const chord = prefix === null ? null : `${prefix} ${stroke}`;
  if (chord !== null && bindings.has(chord)) return { run: chord };
  if (prefix === null && [...bindings].some((name) => name.startsWith(`${stroke} `))) return { wait: stroke };
  return bindings.has(stroke) ? { run: stroke } : null;
}
