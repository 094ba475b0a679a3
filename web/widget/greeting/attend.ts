import type { VisitAnswer, VisitBeat } from '#contracts/visits.js';
import type { Core } from '../loader/panel-line.js';
import { watchPage } from '../loader/page-watch.js';
import { deviceOf, pageFacts, restAfter } from './attend.rules.js';
import { hideBubble, isBusy, showBubble } from './bubble.js';

/** In the shop's storage: the visit's secret, and what this browser remembers of earlier visits. */
const VISIT = 'visit';
const TIMES = 'visited';
const SINCE = 'since';
/** A single-page shop sets its title a moment after its address. */
const SETTLES_MS = 600;

type Did = NonNullable<VisitBeat['invite']>;
export type Attend = typeof attend;

/**
 * Tells the desk of the visit while the page is looked at: small calls, no socket. Only with consent that was given in so many words, and over with the loader's
 * signal. The answer may bring a word of an agent, which is shown as a greeting is.
 */
export function attend({ win, base, options, signal, store, locale }: Core): void {
  const doc = win.document;
  let timer = 0;
  let underWay = false;
  let again = false;
  let failures = 0;
  /** Another page has been opened and is told of in a moment. */
  let settling = false;
  /** The visit's secret was kept in the shop's storage. */
  let told = false;
  let shown: string | null = null;
  const done: Did[] = [];

  const plan = (ms: number) => {
    clearTimeout(timer);
    if (!signal.aborted && !doc.hidden) timer = win.setTimeout(beat, ms);
  };
  const say = (id: string, did: Did['did']) => {
    done.push({ id, did });
    void beat();
  };
  function show({ id, text, by }: NonNullable<VisitAnswer['invite']>) {
    // Shown on every page until it is answered or over; the page that was moved to shows it again.
    if (shown === id || isBusy()) return;
    shown = id;
    say(id, 'shown');
    showBubble({ text, by, onOpen: () => say(id, 'opened'), onClose: () => say(id, 'declined') });
  }
  function facts(): VisitBeat {
    const [visit, token, visits, since, invite] = [store.get(VISIT), store.get('token'), store.get(TIMES), store.get(SINCE), done[0]];
    const screen = win.screen;
    return {
      widgetKey: options.key,
      ...pageFacts({ pathname: win.location.pathname, title: doc.title, origin: win.location.origin, referrer: doc.referrer }),
      locale: locale(),
      language: win.navigator.language.slice(0, 35),
      device: deviceOf(win.matchMedia('(pointer: coarse)').matches, screen.width, screen.height),
      ...(visit === null ? {} : { visit }),
      ...(token === null ? {} : { visitorToken: token }),
      ...(visits !== null && since !== null ? { before: { visits: Number(visits), since } } : {}),
      ...(invite ? { invite } : {}),
    };
  }
  async function beat(): Promise<void> {
    clearTimeout(timer);
    // Silence is no consent: the page must have said that he agreed.
    if (signal.aborted || options.consent !== true) return;
    // Wiped by another window of the shop: consent was taken back there, or he signed out.
    if (told && store.get(VISIT) === null) return;
    settling = false;
    again ||= underWay;
    if (underWay) return;
    underWay = true;
    const sent = facts();
    told ||= sent.visit !== undefined;
    // No signal here: what the visitor did is told although the page goes. A page that cannot reach the desk says nothing of it.
    const answer: Response | null = await win
      .fetch(`${base}/api/v1/widget/visits`, { method: 'POST', keepalive: true, credentials: 'omit', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) })
      .catch(() => null);
    underWay = false;
    if (signal.aborted) return void (answer?.ok && forget(sent, await answer.json()));
    if (answer?.ok) hear(sent, await answer.json());
    // Refused for good: this page is not one of the widget's, or its visitor is blocked.
    else if (answer && answer.status < 429 && answer.status >= 400) return;
    else plan(restAfter((failures += 1)));
  }
  // Consent was taken back while the call was under way, or the widget removed: what began with it is not kept.
  function forget(before: VisitBeat, { visit }: VisitAnswer) {
    if (visit !== before.visit) win.navigator.sendBeacon(`${base}/api/v1/widget/visits/withdrawal?visit=${visit}`);
  }
  function hear(sent: VisitBeat, { visit, invite, seconds }: VisitAnswer) {
    failures = 0;
    // While the call was under way another window wiped what was kept.
    if (told && store.get(VISIT) === null) return forget(sent, { visit, invite, seconds });
    told = true;
    if (sent.invite) done.shift();
    if (visit !== sent.visit) {
      store.set(VISIT, visit);
      store.set(TIMES, `${(sent.before?.visits ?? 0) + 1}`);
      store.set(SINCE, sent.before?.since ?? new Date().toISOString());
    }
    if (invite) show(invite);
    else if (shown !== null) {
      hideBubble();
      shown = null;
    }
    if (again || done.length > 0) plan(0);
    else if (!settling) plan(seconds * 1000);
    again = false;
  }

  const settle = () => {
    settling = true;
    plan(SETTLES_MS);
  };
  const moved = () => {
    if (shown !== null) hideBubble();
    shown = null;
    settle();
  };
  watchPage(win, signal, moved);
  doc.addEventListener('visibilitychange', () => void beat(), { signal });
  // Who writes becomes known by the panel's secret.
  for (const name of ['open', 'conversation:started']) win.addEventListener(`aftercare:${name}`, settle, { signal });
  if (!doc.hidden) void beat();
}
