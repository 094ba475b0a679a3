import type { WidgetCommands, WidgetEvent, WidgetListener, WidgetOptions } from '../api.types.js';

export type {
  WidgetCommands, WidgetEvent, WidgetEvents, WidgetListener, WidgetOptions, WidgetPage, WidgetPosition, WidgetState, WidgetTheme, WidgetView,
} from '../api.types.js';

type Call = (name: string, ...parameters: unknown[]) => unknown;
type Stub = Call & { q?: unknown[][] };

/** The queue of before the loader came; the loader takes its place and carries out what is in it. */
function queue(): Call {
  const page: Window & { aftercare?: Stub } = window;
  if (!page.aftercare) {
    const stub: Stub = (...call: unknown[]) => void (stub.q = [...(stub.q ?? []), call]);
    page.aftercare = stub;
  }
  return page.aftercare;
}

/**
 * One call of the widget. Before the loader is there it is kept and answers undefined; on a server, where there is no window, it does nothing.
 */
export function aftercare<E extends WidgetEvent>(name: 'on', event: E, listener: WidgetListener<E>): void;
export function aftercare<E extends WidgetEvent>(name: 'off', event: E, listener?: WidgetListener<E>): void;
export function aftercare<N extends Exclude<keyof WidgetCommands, 'on' | 'off'>>(name: N, ...parameters: Parameters<WidgetCommands[N]>): ReturnType<WidgetCommands[N]> | undefined;
export function aftercare(name: string, ...parameters: unknown[]): unknown {
  return typeof window === 'undefined' ? undefined : queue()(name, ...parameters);
}

/**
 * Loads the widget once, however often it is called, and boots it.
 * @param host the address of Aftercare, such as `https://desk.example`
 */
export function loadWidget(host: string, options: WidgetOptions & { nonce?: string }): void {
  if (typeof window === 'undefined') return;
  const { nonce, ...boot } = options;
  aftercare('boot', boot);
  const src = new URL('/widget/v1.js', host).href;
  if (Array.from(document.scripts).some((script) => script.src === src)) return;
  const script = document.createElement('script');
  script.async = true;
  script.src = src;
  if (nonce) script.nonce = nonce;
  document.head.append(script);
}
