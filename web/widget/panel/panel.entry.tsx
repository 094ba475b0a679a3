import { render } from 'preact';
import type { PanelWishes, ToPanel } from '../bridge.js';
import { applyAccent } from './accent.js';
import { readBrand } from './brand.js';
import { openHostLine } from './host-line.js';
import { createKept } from './kept.js';
import { createSession, type Session } from './session.js';
import { createStore, NEW, newTalk, type PanelState } from './state.js';
import { loadTexts, type Texts } from './texts.js';
import { App } from './ui/app.js';

const widgetKey = new URLSearchParams(location.search).get('key') ?? '';
const root = document.getElementById('panel');
const early: ToPanel[] = [];
const line = openHostLine((message) => (texts ? take(message) : early.push(message)));
const wishes: PanelWishes = {
  locale: line.locale === 'zh-CN' || line.locale === 'zh-TW' ? line.locale : 'en',
  theme: null, accent: null, identity: null, phone: innerWidth <= 640 && parent !== window && screen.width <= 640, page: { url: '', title: '' },
};
const store = createStore<PanelState>({
  wishes, lasting: true, open: false, focus: 0, link: 'idle', refused: null, session: null, brand: readBrand(() => null), at: NEW, talks: { [NEW]: newTalk(NEW) },
  asked: false, notice: null, prefill: null, quoting: null, away: null, proving: null, saving: null,
});
let session: Session | null = null;
let texts: Texts | null = null;

function draw() {
  if (!root || !texts) return;
  render(<App store={store} session={session} texts={texts} onClose={() => line.say({ t: 'close' })} />, root);
}
function dress(state: PanelState) {
  const html = document.documentElement;
  html.dataset['theme'] = state.wishes.theme ?? state.brand.theme ?? 'auto';
  const accent = state.wishes.accent ?? state.brand.accent;
  if (accent) applyAccent(html, accent);
}
async function speak(locale: PanelWishes['locale']) {
  texts = await loadTexts(locale);
  document.documentElement.lang = locale;
  draw();
}

function take(message: ToPanel) {
  if (message.t === 'init') {
    store.set({ wishes: message.wishes, lasting: message.kept.lasting, open: message.open, prefill: message.prefill, brand: readBrand((name) => message.kept.entries[name] ?? null) });
    session ??= createSession(store, createKept(line.say, message.kept.entries), line, widgetKey);
    draw();
    void session.start();
    session?.look(message.view);
    if (message.focus) store.set({ focus: store.get().focus + 1 });
  } else if (message.t === 'wishes') {
    const before = store.get().wishes.locale;
    store.set({ wishes: message.wishes });
    if (before !== message.wishes.locale) void speak(message.wishes.locale);
    session?.wished();
  } else if (message.t === 'open') {
    store.set({ open: true, focus: store.get().focus + (message.focus ? 1 : 0) });
    session?.opened();
    session?.look(message.view);
  } else if (message.t === 'close') {
    store.set({ open: false });
    session?.closed();
  } else if (message.t === 'compose') {
    store.set({ prefill: message.text, at: store.get().at === 'list' ? NEW : store.get().at });
  } else {
    store.set({ lasting: false });
  }
}

store.watch(dress);
dress(store.get());
await speak(wishes.locale);
line.say({ t: 'hello' });
for (const message of early.splice(0)) take(message);
