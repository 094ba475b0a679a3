import type { Aftercare } from '../../widget/loader/install.js';

declare global {
  interface Window {
    aftercare?: Aftercare;
  }
}

/** The shop's own colour, so that the launcher wears it before the widget's settings are known. */
const SHOP_ACCENT = '#a8452c';

/**
 * What the official snippet does, with a key that is only known at run time:
 *   <script>window.aftercare=window.aftercare||function(){(aftercare.q=aftercare.q||[]).push(arguments)};
 *   aftercare('boot',{key:'…'})</script><script async src="/widget/v1.js"></script>
 */
export function embedWidget(key: string, locale: string, identity: string | null): void {
  if (!window.aftercare) {
    const stub: Aftercare = (...call: unknown[]) => void (stub.q = [...Array.from(stub.q ?? []), call]);
    window.aftercare = stub;
  }
  // The shop of a demo has nobody to ask: whoever opens it looks at his own installation.
  window.aftercare('boot', { key, locale, accent: SHOP_ACCENT, consent: true });
  if (identity !== null) window.aftercare('identify', { token: identity });
  if (document.querySelector('script[data-aftercare]')) return;
  const script = document.createElement('script');
  script.async = true;
  script.src = '/widget/v1.js';
  script.dataset['aftercare'] = '';
  document.head.append(script);
}

/** Another customer takes the seat: the one before must leave nothing behind. */
export function changePerson(key: string, locale: string, identity: string | null): void {
  window.aftercare?.('shutdown');
  embedWidget(key, locale, identity);
}
