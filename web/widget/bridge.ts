import type { WidgetEvent, WidgetPage, WidgetPosition, WidgetTheme, WidgetView } from './api.types.js';

/** What loader (shop page) and panel (our iframe) say to each other. Every message carries the nonce of its boot. */
export type Theme = WidgetTheme;
export type Position = WidgetPosition;
export type WidgetLocale = 'en' | 'zh-CN' | 'zh-TW';

export type PageInfo = WidgetPage;

/** How the shop page currently wants the panel. */
export interface PanelWishes {
  locale: WidgetLocale;
  /** Null: the widget's own setting decides. */
  theme?: Theme | null;
  accent?: string | null;
  page: PageInfo;
  identity?: string | null;
  phone: boolean;
}

/** Everything the loader keeps for the panel in the shop's first-party storage. `lasting` is false where that throws. */
export interface Kept {
  entries: Record<string, string>;
  lasting: boolean;
}

export type ToPanel =
  | { t: 'init'; wishes: PanelWishes; kept: Kept; open: boolean; focus: boolean; prefill: string | null; view: WidgetView }
  | { t: 'wishes'; wishes: PanelWishes }
  | { t: 'open'; focus: boolean; view: WidgetView }
  | { t: 'close' }
  | { t: 'compose'; text: string }
  | { t: 'fading' };

export type ToLoader =
  | { t: 'hello' }
  | { t: 'keep'; name: string; value: string | null }
  | { t: 'close' }
  | { t: 'event'; name: PanelEvent; value: unknown };

/** Events the panel can raise on the shop page; the others are the loader's own. */
export type PanelEvent = Exclude<WidgetEvent, 'ready' | 'open' | 'close' | 'consent'>;

/** Names under which the panel keeps things and which the loader reads as well. `active`: an open talk or something unread. */
export const KEPT_ACTIVE = 'active';
/** The widget's settings as last seen, one name each, so that the launcher is right before anything was asked of the server. */
export interface Brand {
  accent: string | null;
  logoUrl: string | null;
  position: Position | null;
  theme: Theme | null;
  shopName: string | null;
}
