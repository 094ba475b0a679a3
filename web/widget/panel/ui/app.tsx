import type { Message } from '#contracts/messages.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../session.js';
import { LIST, listed, type Store } from '../state.js';
import type { Texts } from '../texts.js';
import { useAwayForm } from './away.js';
import { Banners } from './banners.js';
import { Panel } from './context.js';
import { Conversation } from './conversation.js';
import { Header } from './header.js';
import { useLater } from './later.js';

export function App({ store, session, texts, onClose }: { store: Store; session: Session | null; texts: Texts; onClose: () => void }) {
  const [state, setState] = useState(store.get);
  const [ending, setEnding] = useState(false);
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setState(store.get());
    return store.watch(setState);
  }, [store]);
  useEffect(() => setEnding(false), [state.at]);
  const Form = useAwayForm(state.away !== null);
  // Known before it is asked for, wherever there is something to list.
  const TalkList = useLater(state.at === LIST || listed(state).length > 1, async () => (await import('./talk-list.js')).TalkList);
  useEffect(() => {
    // The composer takes the focus where there is one; elsewhere, and on phones, the panel itself does.
    if (state.focus > 0 && !dialog.current?.contains(document.activeElement)) dialog.current?.focus();
  }, [state.focus]);
  const quote = (id: string, message: Message | null) => store.set({ quoting: message && { id, message }, focus: store.get().focus + 1 });
  return (
    <Panel.Provider value={{ state, texts, session, close: onClose, clearPrefill: () => store.set({ prefill: null }), quote }}>
      <div class="panel" ref={dialog} role="dialog" aria-modal={state.wishes.phone} aria-labelledby="title" tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.isComposing && event.keyCode !== 229) onClose();
        }}>
        <Header onEnd={() => setEnding(true)} />
        <Banners />
        {state.away ? Form ? <Form key={state.away.kind} {...state.away} /> : <div class="away" aria-busy="true" />
        : state.at === LIST ? TalkList ? <TalkList /> : <div class="body list" aria-busy="true" /> : <Conversation id={state.at} ending={ending} onEnded={() => setEnding(false)} />}
      </div>
    </Panel.Provider>
  );
}
