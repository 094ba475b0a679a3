import { type KeyName, STANDARD_KEYS } from '../../app/key-table.js';

/** Strokes of one's own by the name of the key; empty: none. */
export type OwnKeys = Readonly<Record<string, string>>;
const STANDARD: Readonly<Record<string, string>> = STANDARD_KEYS;
const NAMES = Object.keys(STANDARD_KEYS);

/** Keys that writing or the browser itself decides about, so nobody can give them another place. */
const FIXED: ReadonlySet<string> = new Set<KeyName>(['close', 'send', 'openBeside', 'pane1', 'pane2', 'pane3', 'pane4']);
export const isFixed = (name: string): boolean => FIXED.has(name);

/** Where Zendesk's own agents find the same: what is not named keeps its standard key. */
export const ZENDESK_KEYS: OwnKeys = {
  reply: 'ctrl+alt+c',
  note: 'ctrl+alt+x',
  submitOpen: 'ctrl+alt+o',
  submitPending: 'ctrl+alt+p',
  submitHold: 'ctrl+alt+d',
  sendSolve: 'ctrl+alt+s',
  search: 'ctrl+alt+f',
  macro: 'ctrl+alt+m',
  closePane: 'ctrl+alt+w',
} satisfies { readonly [Name in KeyName]?: string };

export const strokesIn = (own: OwnKeys, name: string): string[] => (own[name] ?? STANDARD[name] ?? '').split(',').filter(Boolean);

/** The same one, or a chord that begins with the other. */
const touches = (a: string, b: string): boolean => a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);

/** The keys that a stroke would take their place from. */
export const clashes = (own: OwnKeys, name: string, stroke: string): string[] => NAMES.filter((other) => other !== name && strokesIn(own, other).some((said) => touches(said, stroke)));

/** Gives a key a stroke; whoever had it, has none. Empty takes it away. What is as shipped is not kept. */
export function withKey(own: OwnKeys, name: string, stroke: string): OwnKeys {
  const left = (other: string) => strokesIn(own, other).filter((said) => !touches(said, stroke));
  const robbed = stroke === '' ? [] : clashes(own, name, stroke);
  const changed: OwnKeys = { ...own, [name]: stroke, ...Object.fromEntries(robbed.map((other) => [other, left(other).join(',')])) };
  return Object.fromEntries(Object.entries(changed).filter(([key, said]) => said !== STANDARD[key]));
}

/** A key as it was shipped; what took its place meanwhile gives way. */
export function withStandard(own: OwnKeys, name: string): OwnKeys {
  const wanted = strokesIn({}, name);
  const cleared = wanted.reduce<OwnKeys>((map, stroke) => withKey(map, name, stroke), own);
  return Object.fromEntries(Object.entries(cleared).filter(([key]) => key !== name));
}

const WRITING = /^mod\+(?:shift\+)?[acvxyz]$/;
/** Closing, opening and leaving tabs never reaches a page. */
const BROWSER = /^mod\+(?:shift\+)?[lnqrtw]$/;
const UNNAMEABLE = /^(?:mod\+)?(?:[+,]|tab|escape|enter|shift\+enter|backspace|delete|control|shift|meta|alt|dead|process|unidentified|arrow\w+|f\d+)$/;
export const isUsable = (stroke: string): boolean => !WRITING.test(stroke) && !BROWSER.test(stroke) && !UNNAMEABLE.test(stroke);

const same = (a: OwnKeys, b: OwnKeys): boolean => Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, stroke]) => b[name] === stroke);
export const presetOf = (own: OwnKeys): 'standard' | 'zendesk' | 'own' => (same(own, {}) ? 'standard' : same(own, ZENDESK_KEYS) ? 'zendesk' : 'own');
