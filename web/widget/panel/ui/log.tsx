import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayName } from '../dates.js';
import type { Talk } from '../state.js';
import { rowsOf } from '../timeline.rules.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';
import { MessageRow, PendingRow } from './message.js';
import { Start } from './start.js';
import { useNow } from './use-now.js';

const NEAR_END = 60;
const MOST_PAGES = 40;

export function Log({ id, talk, asking }: { id: string; talk: Talk; asking: boolean }) {
  const { texts, session } = usePanel();
  const { t } = texts;
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const before = useRef({ height: 0, first: 0, atEnd: true });
  const [away, setAway] = useState(false);
  const { entries, pending, first, last, loaded } = talk.state;

  // New at the foot: stay there if one was there. Older at the head: what one reads stays where it is.
  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    if (before.current.atEnd) log.scrollTop = log.scrollHeight;
    else if (first < before.current.first) log.scrollTop += log.scrollHeight - before.current.height;
    before.current = { ...before.current, height: log.scrollHeight, first };
  }, [first, last, pending.length, talk.typing, loaded, asking]);
  useEffect(() => {
    const log = box.current;
    if (!log) return;
    const keep = new ResizeObserver(() => {
      if (before.current.atEnd) log.scrollTop = log.scrollHeight;
    });
    keep.observe(log);
    return () => keep.disconnect();
  }, []);
  useLayoutEffect(() => {
    const log = box.current;
    if (log) log.scrollTop = log.scrollHeight;
    before.current.atEnd = true;
  }, [id, pending.length]);

  const scrolled = () => {
    const log = box.current;
    if (!log) return;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
    before.current.atEnd = atEnd;
    setAway(!atEnd);
  };
  const jump = async (seq: number) => {
    const find = () => box.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    for (let page = 0; page < MOST_PAGES && !find(); page += 1) {
      await session?.earlier(id);
      await new Promise(requestAnimationFrame);
    }
    const row = find();
    if (!row) return;
    before.current.atEnd = false;
    row.scrollIntoView({ block: 'center' });
    row.animate([{ opacity: 0.3 }, { opacity: 1 }], { duration: 900, easing: 'ease-out' });
  };
  const toEnd = () => {
    before.current.atEnd = true;
    box.current?.scrollTo({ top: box.current.scrollHeight });
  };
  return (
    <div class="log-frame">
      <div class="log" ref={box} onScroll={scrolled} role="log" aria-live="polite" aria-label={t('message.log')} tabIndex={0}>
        <div class="rows">
          {loaded && first > 1 && (
            <button type="button" class="quiet earlier" onClick={() => session?.earlier(id)}>{t('message.earlier')}</button>
          )}
          {talk.state.conversationId === null && <Start asking={asking} />}
          {rowsOf(entries, talk.unreadAfter).map((row) =>
            row.row === 'day' ? <p key={row.key} class="line day">{dayName(row.at, texts)}</p>
            : row.row === 'unread' ? <p key={row.key} class="line new">{t('message.unread')}</p>
            : <MessageRow key={row.key} talk={talk} message={row.message} startsGroup={row.startsGroup} endsGroup={row.endsGroup} now={now} onJump={(seq) => void jump(seq)} />)}
          {pending.map((message) => <PendingRow key={message.clientMessageId} id={id} message={message} />)}
        </div>
      </div>
      {talk.typing !== null && (
        <p class="typing" aria-hidden="true" dir="auto">
          <span /><span /><span />
          {t('message.typing', { name: talk.typing || t('message.someone') })}
        </p>
      )}
      {away && (
        <button type="button" class="to-end" aria-label={t('message.latest')} onClick={toEnd}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}
