import type { WidgetLocale } from '../bridge.js';
import { launcher as en } from '../../locales/en/widget.json';
import { launcher as cn } from '../../locales/zh-CN/widget.json';
import { launcher as tw } from '../../locales/zh-TW/widget.json';
import { launcherCss } from './launcher.css.js';

const TEXTS = { en, 'zh-CN': cn, 'zh-TW': tw };
const SVG = 'http://www.w3.org/2000/svg';
const SPEECH = 'M21 12a8 8 0 0 1-8 8H4l1.7-3.4A8 8 0 1 1 21 12Z';
const FOLD = 'm6 9 6 6 6-6';

export interface Face {
  open: boolean;
  unread: number;
  shown: boolean;
  phone: boolean;
  theme: string | null;
  locale: WidgetLocale;
  accent: string | null;
  left: boolean;
}

/** The launcher button and the place for the panel, in a shadow root that the shop's styles cannot reach. */
export function drawLauncher(doc: Document, onPress: () => void, onNear: () => void, onEscape: () => void) {
  const host = doc.createElement('aftercare-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherCss);
  root.adoptedStyleSheets = [sheet];

  const draw = (parent: Node, element: Element, attributes: Record<string, string>) => {
    for (const name in attributes) element.setAttribute(name, attributes[name] ?? '');
    return parent.appendChild(element);
  };
  const icon = (name: string, d: string) =>
    draw(draw(button, doc.createElementNS(SVG, 'svg'), { class: name, viewBox: '0 0 24 24' }), doc.createElementNS(SVG, 'path'), { d });
  const button = doc.createElement('button');
  const badge = doc.createElement('b');
  const panel = doc.createElement('div');
  draw(root, button, { 'aria-controls': 'panel' });
  draw(root, panel, { id: 'panel' });
  icon('say', SPEECH);
  icon('fold', FOLD);
  button.append(badge);
  button.onclick = onPress;
  button.onpointerenter = button.onfocus = onNear;
  button.onkeydown = (event) => {
    if (event.key === 'Escape') onEscape();
  };

  return {
    host,
    panel,
    focus: () => button.focus(),
    /** Answers the name of the chat in the visitor's language. */
    paint(face: Face): string {
      const texts = TEXTS[face.locale];
      host.style.setProperty('--a', face.accent ?? '#1f6f54');
      host.lang = face.locale;
      host.toggleAttribute('left', face.left);
      host.toggleAttribute('phone', face.phone);
      host.style.colorScheme = `${face.theme}`.replace(/auto|null/, 'light dark');
      panel.hidden = !face.open;
      button.hidden = !face.shown;
      badge.hidden = face.open || face.unread === 0;
      badge.textContent = face.unread > 99 ? '99+' : `${face.unread}`;
      button.ariaExpanded = `${face.open}`;
      button.ariaLabel = badge.hidden ? texts.chat : texts.unread.replace('{count}', `${face.unread}`);
      return texts.chat;
    },
  };
}
