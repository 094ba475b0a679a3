import { greet as en } from '../../locales/en/widget.json';
import { greet as cn } from '../../locales/zh-CN/widget.json';
import { greet as tw } from '../../locales/zh-TW/widget.json';
import { openStore } from '../loader/store.js';
import { greetCss } from './greet.css.js';
import { fitting, type Greeting, type Hours, isOpen } from './greet.rules.js';

const TEXTS: Readonly<Record<string, typeof en>> = { en, 'zh-CN': cn, 'zh-TW': tw };
const SVG = 'http://www.w3.org/2000/svg';

/** Drawn by hand: a shop's policy may refuse markup in strings. */
function cross(): SVGElement {
  const [svg, path] = [document.createElementNS(SVG, 'svg'), document.createElementNS(SVG, 'path')];
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round', 'aria-hidden': 'true' })) svg.setAttribute(name, value);
  path.setAttribute('d', 'M6 6l12 12M18 6 6 18');
  svg.append(path);
  return svg;
}
const VISITS = 'visits';

/**
 * A word beside the launcher, on the pages and at the time the shop wants. Needs no socket, no frame and no further
 * request; the chat itself is loaded when somebody takes it up.
 */
export default function greet({ key, hours, greetings }: { key: string; hours: Hours; greetings: readonly Greeting[] }): void {
  const prefix = `aftercare:${key}:`;
  const [lasting, visit] = [openStore(prefix, () => localStorage), openStore(prefix, () => sessionStorage)];
  const seen = visit.get(VISITS);
  if (seen === null) {
    lasting.set(VISITS, String(Number(lasting.get(VISITS) ?? 0) + 1));
    visit.set(VISITS, '1');
  }
  let timer = 0;
  let box: HTMLElement | null = null;
  const today = () => new Date().toLocaleDateString('sv');
  const hide = () => {
    box?.remove();
    box = null;
  };

  function show(greeting: Greeting) {
    const host = document.querySelector('aftercare-widget');
    const root = host?.shadowRoot;
    const launcher = root?.querySelector('button');
    const text = greeting.text[host?.getAttribute('lang') ?? 'en'];
    // Folded away by the shop, or the chat is open: no moment for it.
    // Taken away meanwhile.
    if (!host || !root) return;
    if (!text || launcher?.hidden || launcher?.ariaExpanded === 'true' || document.hidden) return plan();
    visit.set(`greeted:${greeting.key}`, '1');
    lasting.set(`greeted:${greeting.key}`, today());
    const words = TEXTS[host.getAttribute('lang') ?? 'en'] ?? en;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(greetCss);
    if (root.adoptedStyleSheets.length < 2) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const [aside, open, close] = [document.createElement('aside'), document.createElement('button'), document.createElement('button')];
    aside.setAttribute('aria-label', words.label);
    open.textContent = text;
    open.dir = 'auto';
    open.setAttribute('aria-description', words.open);
    open.onclick = () => Reflect.get(window, 'aftercare')?.('open');
    close.append(cross());
    close.setAttribute('aria-label', words.close);
    close.onclick = () => {
      hide();
      launcher?.focus();
    };
    aside.onkeydown = (event) => event.key === 'Escape' && close.click();
    aside.append(open, close);
    box = aside;
    // Beside the launcher in the order of keys, and told by readers when they have a moment.
    root.prepend(aside);
    aside.setAttribute('role', 'status');
  }
  function plan() {
    clearTimeout(timer);
    // Who talks already needs no greeting.
    if (box || lasting.get('active') !== null) return;
    const shown = (rule: string) => ({ visit: visit.get(`greeted:${rule}`) !== null, day: lasting.get(`greeted:${rule}`) });
    const next = (open: boolean) => fitting(greetings, { path: decodeURI(location.pathname), visits: Number(lasting.get(VISITS) ?? 1), open, today: today(), shown })[0];
    const now = Date.now();
    const due = next(isOpen(hours, now));
    if (!due) return;
    const here = location.pathname;
    timer = window.setTimeout(() => {
      if (location.pathname === here && (isOpen(hours, Date.now()) || !due.onlyOpen)) show(due);
      else plan();
    }, Math.max(1, due.seconds) * 1000);
  }
  const moved = () => {
    hide();
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
    hide();
    for (const { key: rule } of greetings) visit.set(`greeted:${rule}`, '1');
    clearTimeout(timer);
  });
  plan();
}
