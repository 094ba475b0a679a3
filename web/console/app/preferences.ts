import type { Me } from '#contracts/accounts.js';
import type { Locale } from '#contracts/common.js';
import { currentLocale, switchTexts } from '../../client/i18n.js';
import { changeProfile } from '../../client/session.data.js';
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
  locale: Locale | null;
}
const CHOICES: { [K in keyof Preferences]: readonly Preferences[K][] } = {
  theme: ['system', 'light', 'dark'],
  density: ['normal', 'compact', 'roomy'],
  sendKey: ['enter', 'mod'],
  views: ['auto', 'open', 'folded'],
  context: ['open', 'folded'],
  letterKeys: [true, false],
  locale: [null, 'en', 'zh-CN', 'zh-TW'],
};
const KEY = 'ac.preferences';

/** Reads what was stored, here or on the server, choice by choice: an unknown one falls back to its default. */
function preferencesOf(stored: unknown): Preferences {
  const pick = <K extends keyof Preferences>(key: K): Preferences[K] => {
    const value: unknown = typeof stored === 'object' && stored !== null ? Reflect.get(stored, key) : undefined;
    const [fallback] = CHOICES[key];
    return CHOICES[key].find((choice) => choice === value) ?? (fallback as Preferences[K]);
  };
  return {
    theme: pick('theme'),
    density: pick('density'),
    sendKey: pick('sendKey'),
    views: pick('views'),
    context: pick('context'),
    letterKeys: pick('letterKeys'),
    locale: pick('locale'),
  };
}

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
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that stores nothing still shows the choice until the page is left.
  }
}
dark.addEventListener('change', () => apply(preferences.get()));

/** Takes over what the person chose on another device. */
export function adoptPreferences({ account }: Me): void {
  apply(preferencesOf({ ...preferences.get(), ...account.preferences, locale: account.locale ?? preferences.get().locale }));
}

/** Shows a choice at once and keeps it with the account. */
export function choose(change: Partial<Preferences>, signedIn: boolean): void {
  apply({ ...preferences.get(), ...change });
  if (!signedIn) return;
  const { locale, ...rest } = preferences.get();
  // Kept in the browser as well: a lost save costs nothing but the other device.
  changeProfile({ preferences: { ...rest }, locale }).catch(() => undefined);
}
