import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isReady } from '../../../client/file-tray.js';
import { quoteOf } from '../../../client/quotes.rules.js';
import { cleaned, sends } from '../compose.rules.js';
import { NEW } from '../state.js';
import { usePanel } from './context.js';
import { useEmojiPicker } from './emoji.js';
import { Icon } from './icon.js';
import { FileButton, useDrop } from './tray.js';
import { TrayList } from './tray-list.js';
import { useTray } from './use-tray.js';
import { Quoted } from './quoted.js';

const LIMIT = 8000;
const TYPING_EVERY_MS = 3000;
const TYPING_ENDS_MS = 4000;

/** Tells the other side, seldom: on while one writes, off after a pause. */
function useTyping(id: string) {
  const { session } = usePanel();
  const told = useRef({ at: 0, timer: 0 });
  const stop = () => {
    clearTimeout(told.current.timer);
    if (told.current.at > 0) session?.typing(id, false);
    told.current.at = 0;
  };
  useEffect(() => stop, [id]);
  return {
    stop,
    go() {
      if (Date.now() - told.current.at > TYPING_EVERY_MS) {
        told.current.at = Date.now();
        session?.typing(id, true);
      }
      clearTimeout(told.current.timer);
      told.current.timer = Number(setTimeout(stop, TYPING_ENDS_MS));
    },
  };
}

export function Composer({ id }: { id: string }) {
  const { state, texts: { t }, session, clearPrefill, quote } = usePanel();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => session?.kept.draft(id) ?? '');
  const [emoji, setEmoji] = useState(false);
  const typing = useTyping(id);
  const { phone } = state.wishes;
  const { quoting } = state;
  const quoted = quoting?.id === id ? quoteOf(state.talks[id]?.state.entries.find((entry) => entry.id === quoting.message.id) ?? quoting.message) : undefined;
  const over = text.length - LIMIT;
  const { tray, items } = useTray(id);
  const limits = session?.files.limits() ?? null;
  const canAttach = tray !== null && limits !== null && state.refused === null;
  useDrop(canAttach ? tray : null);
  const ready = (cleaned(text) !== '' || items.length > 0) && over <= 0 && isReady(items);

  const change = (next: string) => {
    setText(next);
    session?.kept.keepDraft(id, next);
  };
  useEffect(() => {
    setText(session?.kept.draft(id) ?? '');
  }, [id, session]);
  useEffect(() => {
    if (state.prefill === null || !session) return;
    change(state.prefill);
    clearPrefill();
    field.current?.focus();
  }, [state.prefill, session]);
  useEffect(() => {
    // On a phone the focus would pull up the keyboard before one has read anything.
    if (state.focus > 0 && !phone) field.current?.focus();
  }, [state.focus]);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);

  const send = () => {
    if (!ready || !session) return;
    session.write(id, cleaned(text), tray?.take() ?? [], quoted);
    if (quoted) quote(id, null);
    session.kept.keepDraft(id, '');
    setText('');
    typing.stop();
    setEmoji(false);
    field.current?.focus();
  };
  const insert = (symbol: string) => {
    const area = field.current;
    if (!area) return;
    area.setRangeText(symbol, area.selectionStart, area.selectionEnd, 'end');
    change(area.value);
    if (!phone) area.focus();
  };
  const EmojiPicker = useEmojiPicker(emoji);
  return (
    <form class="composer" onSubmit={(event) => (event.preventDefault(), send())}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || (!emoji && !quoted)) return;
        event.stopPropagation();
        if (emoji) setEmoji(false);
        else quote(id, null);
        field.current?.focus();
      }}>
      {emoji && EmojiPicker && <EmojiPicker t={t} onPick={insert} />}
      {quoted && <Quoted quote={quoted} onCancel={() => quote(id, null)} />}
      {over > 0 && <p class="fault" role="alert">{t('write.tooLong', { count: over })}</p>}
      {tray && items.length > 0 && <TrayList tray={tray} items={items} />}
      <div class="bar">
        {canAttach && <FileButton tray={tray} limits={limits} />}
        <button type="button" class="plain" aria-expanded={emoji} aria-label={t(emoji ? 'write.emojiClose' : 'write.emoji')} onClick={() => setEmoji(!emoji)}>
          <Icon name="smile" />
        </button>
        <textarea ref={field} rows={1} dir="auto" enterkeyhint={phone ? 'enter' : 'send'} aria-label={t('write.label')} placeholder={t('write.placeholder')}
          value={text} disabled={state.refused !== null}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (!canAttach || files.length === 0) return;
            event.preventDefault();
            tray.add(files);
          }}
          onInput={(event) => {
            change(event.currentTarget.value);
            if (id !== NEW && event.currentTarget.value !== '') typing.go();
          }}
          onKeyDown={(event) => {
            if (!sends(event, phone)) return;
            event.preventDefault();
            send();
          }} />
        <button type="submit" class="send" aria-label={t('write.send')} disabled={!ready}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
