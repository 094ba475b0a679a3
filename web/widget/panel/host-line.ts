import type { Kept, PanelEvent, PanelWishes, ToLoader, ToPanel } from '../bridge.js';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const orNull = (value: unknown) => (typeof value === 'string' ? value : null);

function readWishes(value: unknown): PanelWishes | null {
  if (!isRecord(value) || !isRecord(value['page'])) return null;
  const { locale, theme, page } = value;
  return {
    locale: locale === 'zh-CN' || locale === 'zh-TW' ? locale : 'en',
    theme: theme === 'light' || theme === 'dark' || theme === 'auto' ? theme : null,
    accent: orNull(value['accent']),
    identity: orNull(value['identity']),
    // Without the fragment, where some shops keep what is nobody's business.
    page: { url: (String(page['url'] ?? '').split('#')[0] ?? '').slice(0, 2000), title: String(page['title'] ?? '').slice(0, 300) },
    phone: value['phone'] === true,
  };
}
function readKept(value: unknown): Kept {
  const entries = isRecord(value) && isRecord(value['entries']) ? Object.entries(value['entries']) : [];
  const texts = entries.flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []));
  return { entries: Object.fromEntries(texts), lasting: isRecord(value) && value['lasting'] === true };
}

/** A message of the loader, or null for anything that is not exactly one. */
export function readFromLoader(data: unknown, nonce: string): ToPanel | null {
  if (!isRecord(data) || nonce === '' || data['n'] !== nonce) return null;
  const { t } = data;
  const focus = data['focus'] === true;
  if (t === 'close' || t === 'fading') return { t };
  const view = data['view'] === 'new' || data['view'] === 'conversations' ? data['view'] : 'home';
  if (t === 'open') return { t, focus, view };
  if (t === 'compose') return { t, text: String(data['text'] ?? '') };
  const wishes = readWishes(data['wishes']);
  if (!wishes) return null;
  if (t === 'init') return { t, wishes, kept: readKept(data['kept']), open: data['open'] === true, focus, prefill: orNull(data['prefill']), view };
  return t === 'wishes' ? { t, wishes } : null;
}

/** The line to the shop page that embeds us: its origin and the boot's nonce come in the address, and nobody else is heard or told. */
export function openHostLine(onMessage: (message: ToPanel) => void) {
  const address = new URLSearchParams(location.hash.slice(1));
  const [nonce, origin] = [address.get('n') ?? '', address.get('o') ?? ''];
  const say = (message: ToLoader) => {
    if (parent !== window && URL.canParse(origin)) parent.postMessage({ ...message, n: nonce }, origin);
  };
  addEventListener('message', (event) => {
    if (event.source !== parent || event.origin !== origin) return;
    const message = readFromLoader(event.data, nonce);
    if (message) onMessage(message);
  });
  return {
    locale: address.get('l'),
    say,
    raise: (name: PanelEvent, value?: unknown) => say({ t: 'event', name, value }),
  };
}
export type HostLine = ReturnType<typeof openHostLine>;
