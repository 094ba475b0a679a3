import type { Message } from '#contracts/messages.js';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOwn, markOf } from '../../../client/conversation.rules.js';
import { dayKey } from '../../../client/format.js';
import { recipientsQuery } from '../../../client/mail.data.js';
import { outgoingQuery } from '../../../client/outgoing.data.js';
import { useStore } from '../../../client/store.js';
import { knownRow } from '../../../client/tickets.data.js';
import { Button } from '../../../ui/button.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Spinner } from '../../../ui/spinner.js';
import { useLive } from '../../app/live.js';
import { Announcer } from './announcer.js';
import { PendingEntry } from './pending-entry.js';
import { timelineItems } from './timeline.rules.js';
import { TimelineEntry } from './timeline-entry.js';
import { TypingNow } from './typing-now.js';
import { useJump } from './use-jump.js';
import { useReading } from './use-reading.js';
import { useRecall } from './use-recall.js';
import { useStickToEnd } from './use-stick-to-end.js';

const OutgoingEntries = lazyPart(() => import('./outgoing-entries.js'));

interface Props {
  ticketId: string;
  meId: string;
  onQuote: (message: Message) => void;
}

/** The whole talk of a ticket, newest at the foot; older pages come as one scrolls up. */
export function Timeline({ ticketId, meId, onQuote }: Props) {
  const { t, i18n } = useTranslation();
  const { conversations, socket } = useLive();
  const state = useStore(conversations.of(ticketId));
  const online = useStore(socket.status) === 'online';
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => timelineItems(state.entries, dayKey), [state.entries]);
  // Known to the composer already; nothing is asked for here.
  const nobody = useQuery({ ...recipientsQuery(ticketId), enabled: false }).data?.way === 'nobody';
  const held = useQuery({ ...outgoingQuery(ticketId), enabled: false }).data?.items.length ?? 0;
  const byMail = useMemo(() => nobody || knownRow(ticketId)?.channelKind === 'mailbox' || state.entries.some((message) => message.card?.['mailId'] !== undefined), [ticketId, state.entries, nobody]);
  const { atEnd, toEnd, onScroll } = useStickToEnd(scroller, { first: state.first, last: state.last + state.pending.length + held, loaded: state.loaded });
  const { seen } = useReading(ticketId, state.last, atEnd);
  const recall = useRecall(ticketId);
  const jump = useJump(scroller, ticketId);
  const quote = useRef(onQuote);
  quote.current = onQuote;
  const startQuote = useCallback((message: Message) => quote.current(message), []);
  const sentinel = useEarlier(scroller, ticketId, state.first);

  if (!state.loaded && state.pending.length === 0)
    return (
      <div className="flex min-h-0 flex-1 items-center justify-center text-muted">
        <Spinner label={t('common:loading')} />
      </div>
    );
  const unseen = state.entries.filter((message) => message.seq > seen && !isOwn(state, message) && message.kind !== 'system').length;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={t('timeline:label')}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-offset-[-2px]"
      >
        <div className="mx-auto flex min-h-full w-full max-w-[46rem] flex-col justify-end px-4 py-5">
          {state.first > 1 && (
            <div ref={sentinel} className="flex h-10 items-center justify-center text-muted">
              <Spinner label={t('common:loading')} />
            </div>
          )}
          {state.loaded && items.length === 0 && state.pending.length === 0 && <EmptyState>{t('timeline:empty')}</EmptyState>}
          <ol>
            {items.map((item) => (
              <TimelineEntry
                key={item.message.id}
                ticketId={ticketId}
                item={item}
                meId={meId}
                mark={item.message.author.kind === 'agent' && !item.message.internal ? markOf(state, item.message.seq) : null}
                byMail={byMail}
                onRecall={recall}
                onQuote={startQuote}
                onJump={jump}
                locale={i18n.language}
              />
            ))}
            {state.pending.map((message) => (
              <PendingEntry
                key={message.clientMessageId}
                message={message}
                meId={meId}
                online={online}
                onRetry={() => conversations.retry(ticketId, message.clientMessageId)}
                onDiscard={() => conversations.discard(ticketId, message.clientMessageId)}
              />
            ))}
            <Suspense fallback={null}>
              <OutgoingEntries ticketId={ticketId} meId={meId} />
            </Suspense>
          </ol>
          <TypingNow ticketId={ticketId} />
        </div>
      </div>
      {!atEnd && (
        <Button size="small" icon={<ArrowDown size={14} aria-hidden />} onClick={toEnd} className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-float">
          {unseen > 0 ? t('timeline:newBelow', { count: unseen }) : t('timeline:toEnd')}
        </Button>
      )}
      <Announcer entries={state.entries} last={state.last} loaded={state.loaded} />
    </div>
  );
}

/** Fetches the page above when its place comes into sight. */
function useEarlier(scroller: React.RefObject<HTMLElement | null>, ticketId: string, first: number) {
  const { conversations } = useLive();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!place) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && void conversations.earlier(ticketId), {
      root: scroller.current,
      rootMargin: '600px 0px 0px',
    });
    watch.observe(place);
    return () => watch.disconnect();
    // `first` is named so that a page too short to fill the screen asks for the next one.
  }, [place, scroller, conversations, ticketId, first]);
  return useCallback((element: HTMLElement | null) => setPlace(element), []);
}
