import { preferences } from '../preferences.js';
import { type AlertKind, createMemory, isWithin } from './alert.rules.js';
import { play, TONES } from './tones.js';

export interface Alert {
  readonly kind: AlertKind;
  /** The same in every tab. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly open: () => void;
}
interface Claim {
  readonly kind: AlertKind;
  readonly key: string;
}

const LONGEST_WAIT_MS = 180;
const memory = createMemory();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ac.alerts');
const kinds: readonly unknown[] = ['offer', 'waiting', 'message', 'late'] satisfies AlertKind[];

// Not the message of a window: a channel has one origin, its own, and no argument for another.
const claim = (what: Claim) => channel && BroadcastChannel.prototype.postMessage.call(channel, what);
const isClaim = (value: unknown): value is Claim =>
  typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(value.kind) && 'key' in value && typeof value.key === 'string';
channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isClaim(data)) memory.note(data.kind, data.key, Date.now());
});

const choicesOf = (kind: AlertKind) => {
  const all = preferences.get();
  return {
    offer: { tone: all.toneOffer, desktop: all.desktopOffer },
    waiting: { tone: all.toneWaiting, desktop: all.desktopWaiting },
    message: { tone: all.toneMessage, desktop: all.desktopMessage },
    late: { tone: all.toneLate, desktop: all.desktopLate },
  }[kind];
};
const inSight = () => document.visibilityState === 'visible' && document.hasFocus();
const timeOfDay = () => new Date().toTimeString().slice(0, 5);
const isQuiet = (): boolean => {
  const { quiet, quietFrom, quietTo } = preferences.get();
  return quiet && isWithin(timeOfDay(), quietFrom, quietTo);
};

/**
 * Tells of something once, however many tabs are open: each tab waits a moment and then claims it, and the one in sight waits
 * least. No tab leads, so none can take the ringing with it when it closes.
 */
export function ring(alert: Alert): void {
  const seen = inSight();
  const wait = seen ? 0 : 40 + Math.random() * LONGEST_WAIT_MS;
  window.setTimeout(() => {
    if (!memory.isDue(alert.kind, alert.key, Date.now())) return;
    memory.note(alert.kind, alert.key, Date.now());
    claim({ kind: alert.kind, key: alert.key });
    if (isQuiet()) return;
    const chosen = choicesOf(alert.kind);
    const tone = TONES.find((known) => known === chosen.tone);
    if (tone) play(tone, preferences.get().volume);
    if (!seen && chosen.desktop && typeof Notification !== 'undefined' && Notification.permission === 'granted') notify(alert);
  }, wait);
}

function notify({ kind, key, title, body, open }: Alert): void {
  const note = new Notification(title, { body, tag: `${kind} ${key}`, silent: true });
  note.addEventListener('click', () => {
    window.focus();
    note.close();
    open();
  });
}
