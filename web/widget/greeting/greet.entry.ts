import { openStore } from '../loader/store.js';
import { attend, type Attend } from './attend.js';
import { hideBubble, hostOf, isBusy, isShown, showBubble } from './bubble.js';
import { fitting, type Greeting, type Hours, isOpen } from './greet.rules.js';

const VISITS = 'visits';

interface Facts {
  readonly key: string;
  readonly hours: Hours;
  readonly greetings: readonly Greeting[];
  readonly visits: boolean;
}

/**
 * A word beside the launcher, on the pages and at the time the shop wants. Needs no socket and no frame; the chat itself
 * is loaded when somebody takes it up.
 * @returns what tells the desk of the visit; null where it does not want to know
 */
export default function greet({ key, hours, greetings, visits }: Facts): Attend | null {
  const prefix = `aftercare:${key}:`;
  const [lasting, visit] = [openStore(prefix, () => localStorage), openStore(prefix, () => sessionStorage)];
  const seen = visit.get(VISITS);
  if (seen === null && greetings.length > 0) {
    lasting.set(VISITS, String(Number(lasting.get(VISITS) ?? 0) + 1));
    visit.set(VISITS, '1');
  }
  let timer = 0;
  const today = () => new Date().toLocaleDateString('sv');

  function show(greeting: Greeting) {
    const host = hostOf();
    const text = greeting.text[host?.getAttribute('lang') ?? 'en'];
    // Taken away meanwhile.
    if (!host) return;
    if (!text || isBusy()) return plan();
    visit.set(`greeted:${greeting.key}`, '1');
    lasting.set(`greeted:${greeting.key}`, today());
    showBubble({ text });
  }
  function plan() {
    clearTimeout(timer);
    // Who talks already needs no greeting.
    if (isShown() || lasting.get('active') !== null) return;
    const shown = (rule: string) => ({ visit: visit.get(`greeted:${rule}`) !== null, day: lasting.get(`greeted:${rule}`) });
    const next = (open: boolean) => fitting(greetings, { path: decodeURI(location.pathname), visits: Number(lasting.get(VISITS) ?? 1), open, today: today(), shown })[0];
    const now = Date.now();
    const due = next(isOpen(hours, now));
    if (!due) return;
    const here = location.pathname;
    timer = window.setTimeout(() => {
      if (location.pathname === here && !isShown() && (isOpen(hours, Date.now()) || !due.onlyOpen)) show(due);
      else plan();
    }, Math.max(1, due.seconds) * 1000);
  }
  const moved = () => {
    hideBubble();
    plan();
  };
  const navigation: EventTarget = Reflect.get(window, 'navigation') ?? window;
  let place = location.pathname;
  navigation.addEventListener('navigatesuccess', () => {
    if (location.pathname === place) return;
    place = location.pathname;
    moved();
  });
  document.addEventListener('visibilitychange', () => document.hidden || plan());
  window.addEventListener('aftercare:open', () => {
    hideBubble();
    for (const { key: rule } of greetings) visit.set(`greeted:${rule}`, '1');
    clearTimeout(timer);
  });
  plan();
  return visits ? attend : null;
}
