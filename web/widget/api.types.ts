/** What a shop page may say to the widget and hear of it: the one source of the loader's types and of the package `@aftercare/widget`. */
export type WidgetTheme = 'auto' | 'light' | 'dark';
export type WidgetPosition = 'left' | 'right';
/** Where the panel opens: the running conversation or a new one (`home`), all conversations, or an empty one. */
export type WidgetView = 'home' | 'conversations' | 'new';

export interface WidgetPage {
  url: string;
  title: string;
}

export interface WidgetOptions {
  /** The widget's public key, `wk_…`. */
  key: string;
  /** sRGB hex; what the widget's settings say unless given. */
  accent?: string;
  position?: WidgetPosition;
  /** BCP 47; the page's and the browser's languages unless given. */
  locale?: string;
  theme?: WidgetTheme;
  /** Short-lived JWT signed by the shop's server; null once nobody is signed in. */
  identity?: string | null;
  /** Instead of address and title of the document. */
  page?: Partial<WidgetPage>;
  /** False: no launcher; the shop opens the panel by its own button. */
  launcher?: boolean;
  /** Paths without a launcher; a star at the end stands for whatever follows. */
  hideOn?: readonly string[];
  /** False: nothing is stored, and no session begins, until it is true. Of the visit the desk is told only where it is true. */
  consent?: boolean;
}

export interface WidgetState {
  key?: string;
  ready: boolean;
  open: boolean;
  unread: number;
}

/** Every event with its detail; each is also a DOM event `aftercare:<name>` on the window. */
export interface WidgetEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  /** The launcher was pressed while `consent` is false: the shop asks now. */
  consent: undefined;
  unread: number;
  'message:sent': { conversationId: string; messageId: string };
  'message:received': { conversationId: string; messageId: string; text: string | null; author: string };
  'conversation:started': { conversationId: string };
  'conversation:ended': { conversationId: string };
  'agent:joined': { conversationId: string; name: unknown };
  queue: { conversationId: string; position: number; etaSeconds: number | null };
  rating: { conversationId: string; score: number; solved: boolean | null };
  error: { code: string };
}
export type WidgetEvent = keyof WidgetEvents;
export type WidgetListener<E extends WidgetEvent = WidgetEvent> = (detail: WidgetEvents[E]) => void;

/** What a shop page may call, before or after the loader came: `aftercare('boot', { key })`. */
export interface WidgetCommands {
  boot(options: WidgetOptions): void;
  update(options: Partial<WidgetOptions>): void;
  /** The customer signed out: forgets the visitor on this browser, then removes the widget. */
  shutdown(): void;
  open(view?: WidgetView): void;
  close(): void;
  toggle(): void;
  show(): void;
  hide(): void;
  /** Opens the panel with these words in the composer; the visitor sends them. */
  newMessage(text?: string): void;
  setLocale(locale: string): void;
  setTheme(theme: WidgetTheme): void;
  identify(identity: { token: string | null }): void;
  setContext(context: { page?: Partial<WidgetPage> }): void;
  on<E extends WidgetEvent>(event: E, listener: WidgetListener<E>): void;
  /** Without a listener: all of that event. */
  off<E extends WidgetEvent>(event: E, listener?: WidgetListener<E>): void;
  getState(): WidgetState;
  /** Removes the widget and keeps what the visitor wrote. `boot` brings it back. */
  destroy(): void;
}
