import type { Me } from '#contracts/accounts.js';
import type { Locale } from '#contracts/common.js';
import { currentLocale, switchTexts } from '../../client/i18n.js';
import { queryClient } from '../../client/query.js';
import { changeProfile, meQuery } from '../../client/session.data.js';
import { createStore, useStore } from '../../client/store.js';

export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  density: 'compact' | 'normal' | 'roomy';
  /** What sends: Enter alone, or Mod+Enter (Enter then breaks the line). */
  sendKey: 'enter' | 'mod';
  views: 'auto' | 'open' | 'folded';
  context: 'open' | 'folded';
  /** Single-letter keys can be switched off (WCAG 2.1.4). */
  letterKeys: boolean;
  /** Strokes of one's own by the name of the key; empty: none. */
  keys: Readonly<Record<string, string>>;
  locale: Locale | null;
  /** What each alert sounds like. */
  toneOffer: Sound;
  toneWaiting: Sound;
  toneMessage: Sound;
  toneLate: Sound;
  /** Whether each alert shows outside the browser while the console is out of sight. */
  desktopOffer: boolean;
  desktopWaiting: boolean;
  desktopMessage: boolean;
  desktopLate: boolean;
  /** In hundredths. */
  volume: number;
  quiet: boolean;
  quietFrom: string;
  quietTo: string;
  /** Whether a letter tells of notices that nobody looked at; the server reads it. */
  noticeLetters: boolean;
}
type Sound = 'chime' | 'knock' | 'drop' | 'bell' | 'none';
const TIMES = Array.from({ length: 48 }, (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
export { TIMES as QUIET_TIMES };
const CHOICES: { [K in Exclude<keyof Preferences, 'keys'>]: readonly Preferences[K][] } = {
  theme: ['system', 'light', 'dark'],
  density: ['normal', 'compact', 'roomy'],
  sendKey: ['enter', 'mod'],
  views: ['auto', 'open', 'folded'],
  context: ['open', 'folded'],
  letterKeys: [true, false],
  locale: [null, 'en', 'zh-CN', 'zh-TW'],
  toneOffer: ['bell', 'chime', 'knock', 'drop', 'none'],
  toneWaiting: ['none', 'bell', 'chime', 'knock', 'drop'],
  toneMessage: ['drop', 'bell', 'chime', 'knock', 'none'],
  toneLate: ['knock', 'bell', 'chime', 'drop', 'none'],
  desktopOffer: [true, false],
  desktopWaiting: [false, true],
  desktopMessage: [true, false],
  desktopLate: [true, false],
  volume: [60, 0, 20, 40, 80, 100],
  quiet: [false, true],
  quietFrom: ['22:00', ...TIMES],
  quietTo: ['08:00', ...TIMES],
  noticeLetters: [true, false],
};
const CHOSEN = Object.keys(CHOICES) as (keyof typeof CHOICES)[];
const KEY = 'ac.preferences';

/** Reads what was stored, here or on the server, choice by choice: an unknown one falls back to its default. */
function preferencesOf(stored: unknown): Preferences {
  const pick = <K extends keyof typeof CHOICES>(key: K): Preferences[K] => {
    const value: unknown = typeof stored === 'object' && stored !== null ? Reflect.get(stored, key) : undefined;
    const [fallback] = CHOICES[key];
    return CHOICES[key].find((choice) => choice === value) ?? (fallback as Preferences[K]);
  };
  // Every choice there is, each picked from its own.
  const chosen = Object.fromEntries(CHOSEN.map((key) => [key, pick(key)])) as Omit<Preferences, 'keys'>;
  return { ...chosen, keys: keysIn(stored) };
}

/** Own keys lie beside the other choices, each under a name of its own: what is stored is flat. */
const OWN = 'key.';
const keysIn = (stored: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(stored ?? {}).flatMap(([name, stroke]) => (name.startsWith(OWN) && typeof stroke === 'string' ? [[name.slice(OWN.length), stroke]] : [])));
const flat = ({ keys, ...rest }: Preferences) => ({ ...rest, ...Object.fromEntries(Object.entries(keys).map(([name, stroke]) => [OWN + name, stroke])) });

function stored(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}

export const preferences = createStore(preferencesOf(stored()));
export const usePreferences = (): Preferences => useStore(preferences);

const dark = window.matchMedia('(prefers-color-scheme: dark)');
function apply(next: Preferences): void {
  preferences.set(next);
  document.documentElement.dataset['theme'] = next.theme === 'dark' || (next.theme === 'system' && dark.matches) ? 'dark' : 'light';
  if (next.locale && next.locale !== currentLocale()) void switchTexts(next.locale);
  try {
    localStorage.setItem(KEY, JSON.stringify(flat(next)));
  } catch {
    // A browser that stores nothing still shows the choice until the page is left.
  }
}
dark.addEventListener('change', () => apply(preferences.get()));

/** Takes over what the person chose on another device, unless this one holds a choice that the server has not confirmed. */
export function adoptPreferences({ account }: Me): void {
  if (unsaved.owner() === account.id) return save();
  apply(preferencesOf({ ...preferences.get(), ...account.preferences, locale: account.locale ?? preferences.get().locale }));
}

/** Shows a choice at once and keeps it with the account. */
export function choose(change: Partial<Preferences>, signedIn: boolean): void {
  apply({ ...preferences.get(), ...change });
  if (signedIn) save();
}

const UNSAVED = 'ac.preferences.unsaved';
/** Whose choices here are newer than those of the server: the page may be left before a save has arrived. */
const unsaved = {
  owner: (): string | null => attempt(() => localStorage.getItem(UNSAVED)),
  mark: (accountId: string) => attempt(() => localStorage.setItem(UNSAVED, accountId)),
  clear: () => attempt(() => localStorage.removeItem(UNSAVED)),
};
function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

let saving = Promise.resolve();
/** One after the other, so that the last choice is the one that stays; what was overtaken is not sent. */
function save(): void {
  const wanted = preferences.get();
  const accountId = queryClient.getQueryData(meQuery.queryKey)?.account.id;
  if (accountId !== undefined) unsaved.mark(accountId);
  saving = saving
    .then(async () => {
      if (preferences.get() !== wanted) return;
      const { locale, ...rest } = flat(wanted);
      await changeProfile({ preferences: rest, locale });
      if (preferences.get() === wanted) unsaved.clear();
    })
    .catch(() => undefined);
}
