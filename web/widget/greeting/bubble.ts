import { greet as en } from '../../locales/en/widget.json';
import { greet as cn } from '../../locales/zh-CN/widget.json';
import { greet as tw } from '../../locales/zh-TW/widget.json';
import { greetCss } from './greet.css.js';

const TEXTS: Readonly<Record<string, typeof en>> = { en, 'zh-CN': cn, 'zh-TW': tw };
const SVG = 'http://www.w3.org/2000/svg';

export interface Words {
  readonly text: string;
  /** Who says it; nobody by name in a greeting. */
  readonly by?: string;
  onOpen?(): void;
  onClose?(): void;
}

/** Drawn by hand: a shop's policy may refuse markup in strings. */
function cross(): SVGElement {
  const [svg, path] = [document.createElementNS(SVG, 'svg'), document.createElementNS(SVG, 'path')];
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round', 'aria-hidden': 'true' })) svg.setAttribute(name, value);
  path.setAttribute('d', 'M6 6l12 12M18 6 6 18');
  svg.append(path);
  return svg;
}

export const hostOf = (): HTMLElement | null => document.querySelector('aftercare-widget');

/** Folded away by the shop, or the chat is open, or nobody looks: no moment for a word. */
export function isBusy(): boolean {
  const launcher = hostOf()?.shadowRoot?.querySelector<HTMLButtonElement>('button[aria-controls]');
  return !launcher || launcher.hidden !== false || launcher.ariaExpanded === 'true' || document.hidden;
}

let box: HTMLElement | null = null;
export const isShown = (): boolean => box?.isConnected ?? false;
export function hideBubble(): void {
  box?.remove();
  box = null;
}

/** One bubble beside the launcher at a time; the later one takes the place. */
export function showBubble({ text, by, onOpen, onClose }: Words): void {
  const host = hostOf();
  const root = host?.shadowRoot;
  if (!host || !root) return;
  hideBubble();
  const words = TEXTS[host.lang] ?? en;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(greetCss);
  if (root.adoptedStyleSheets.length < 2) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const [aside, open, close] = [document.createElement('aside'), document.createElement('button'), document.createElement('button')];
  aside.setAttribute('aria-label', by ? words.invite.replace('{name}', by) : words.label);
  if (by) {
    const name = document.createElement('small');
    name.textContent = by;
    name.dir = 'auto';
    open.append(name);
  }
  const said = document.createElement('span');
  said.textContent = text;
  said.dir = 'auto';
  open.append(said);
  open.setAttribute('aria-description', words.open);
  open.onclick = () => {
    onOpen?.();
    Reflect.get(window, 'aftercare')?.('open');
  };
  close.append(cross());
  close.setAttribute('aria-label', words.close);
  close.onclick = () => {
    hideBubble();
    root.querySelector<HTMLButtonElement>('button[aria-controls]')?.focus();
    onClose?.();
  };
  aside.onkeydown = (event) => event.key === 'Escape' && close.click();
  aside.append(open, close);
  box = aside;
  // Beside the launcher in the order of keys, and told by readers when they have a moment.
  root.prepend(aside);
  aside.setAttribute('role', 'status');
}
