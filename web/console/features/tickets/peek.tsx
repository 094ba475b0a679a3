import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Eye, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, exactTime } from '../../../client/format.js';
import { peekQuery } from '../../../client/peek.data.js';
import { knownRow } from '../../../client/tickets.data.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Bubble, NotePaper } from '../../../ui/timeline.js';
import { Time } from '../../../ui/time.js';
import { customerName } from '../../app/customer-name.js';
import { errorText } from '../../app/error-text.js';
import { keysOf, useKeys } from '../../app/keys.js';
import { PEEK_TEXTS } from '../../app/peek-texts.js';
import type { ListSearch } from '../../app/search.js';
import { useTexts } from '../../app/use-texts.js';

const [ROOM, WIDTH] = [420, 480];

interface Props {
  ticketId: string;
  /** The row it belongs to, while that is on screen. */
  row: HTMLElement | null;
  search: ListSearch;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
}

/** The last words of a ticket beside its row: read, and nothing marked as read. */
export function Peek({ ticketId, row, search, onStep, onClose }: Props) {
  const { t } = useTranslation('peek');
  const ready = useTexts('peek', PEEK_TEXTS);
  const navigate = useNavigate();
  const known = knownRow(ticketId);
  const talk = useQuery(peekQuery(ticketId));
  const end = useRef<HTMLDivElement>(null);
  const open = () => {
    onClose();
    void navigate({ to: '/tickets/$ticketId', params: { ticketId }, search });
  };
  useKeys({ next: () => onStep(1), previous: () => onStep(-1), open, close: onClose, peek: onClose });
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [talk.data]);
  if (!ready || !known) return null;
  const box = row?.getBoundingClientRect();
  const top = Math.max(8, Math.min(box?.top ?? 96, window.innerHeight - ROOM - 8));
  const name = customerName(known.customer.name, known.number, t);
  const said = talk.data?.messages.filter(({ kind, recalledAt }) => kind !== 'system' && !recalledAt) ?? [];
  return (
    <section
      aria-label={t('label', { name })}
      style={{ top, insetInlineStart: Math.max(16, Math.min((box?.right ?? 8) + 8, window.innerWidth - WIDTH - 16)), maxHeight: ROOM }}
      className="floating fixed z-30 flex w-[min(30rem,calc(100vw-2rem))] flex-col overflow-hidden rounded-panel border border-line bg-app shadow-float"
    >
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface ps-4 pe-2">
        <h2 dir="auto" className="min-w-0 truncate text-14 font-semibold">
          {name}
        </h2>
        <span className="tabular text-13 text-muted">#{known.number}</span>
        <span dir="auto" className="min-w-0 flex-1 truncate text-13 text-muted">
          {known.subject}
        </span>
        <Button size="small" data-tip-key={keysOf('open')} data-tip={t('open')} onClick={open}>
          {t('open')}
        </Button>
        <IconButton size="small" label={t('common:close')} tipKey={keysOf('close')} onClick={onClose}>
          <X size={14} aria-hidden />
        </IconButton>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4" aria-busy={talk.isPending}>
        {talk.isError && <p className="text-13 text-red">{errorText(talk.error)}</p>}
        {talk.data && said.length === 0 && <p className="text-13 text-muted">{t('nothing')}</p>}
        {said.map((message) => {
          const time = <Time at={message.createdAt} short={clockTime(message.createdAt)} exact={exactTime(message.createdAt)} />;
          const words = (
            <p dir="auto" className="max-h-32 overflow-hidden break-words whitespace-pre-wrap">
              {message.text || t('files', { count: message.attachments.length })}
            </p>
          );
          if (message.internal)
            return (
              <NotePaper key={message.id} label={t('note')} author={message.author.name} foot={time}>
                {words}
              </NotePaper>
            );
          return (
            <Bubble key={message.id} side={message.author.kind === 'customer' ? 'theirs' : 'ours'} foot={<>{message.author.name} {time}</>}>
              {words}
            </Bubble>
          );
        })}
        <div ref={end} />
      </div>
    </section>
  );
}

/** Which row one peeks at, and the button for it on the row under the pointer. */
export default function PeekHost({ search }: { search: ListSearch }) {
  const { t } = useTranslation('peek');
  const ready = useTexts('peek', PEEK_TEXTS);
  const [peeked, setPeeked] = useState<string | null>(null);
  const [hovered, setHovered] = useState<HTMLElement | null>(null);
  const rowOf = (id: string | null) => (id === null ? null : document.querySelector<HTMLElement>(`[data-ticket="${CSS.escape(id)}"]`));
  useEffect(() => {
    const over = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || !(event.target instanceof Element) || event.target.closest('[data-peek]')) return;
      setHovered(event.target.closest<HTMLElement>('[data-ticket]'));
    };
    const gone = () => setHovered(null);
    document.addEventListener('pointerover', over);
    document.addEventListener('scroll', gone, true);
    return () => {
      document.removeEventListener('pointerover', over);
      document.removeEventListener('scroll', gone, true);
    };
  }, []);
  const step = (by: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-ticket]')];
    const next = rows[rows.findIndex((row) => row.dataset['ticket'] === peeked) + by];
    next?.scrollIntoView({ block: 'nearest' });
    if (next) setPeeked(next.dataset['ticket'] ?? null);
  };
  const begin = () => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-ticket]');
    const row = hovered ?? focused ?? document.querySelector<HTMLElement>('[data-ticket]:not([aria-current=page])');
    setPeeked(row?.dataset['ticket'] ?? null);
  };
  useKeys({ peek: peeked === null ? begin : undefined });
  const box = hovered?.isConnected ? hovered.getBoundingClientRect() : null;
  const id = hovered?.dataset['ticket'];
  return (
    <>
      {ready && box && id && id !== peeked && (
        <span data-peek className="fixed z-20 rounded-control border border-line bg-surface shadow-float" style={{ top: box.bottom - 30, left: box.right - 34 }}>
          <IconButton size="small" label={t('peek')} tipKey={keysOf('peek')} onClick={() => setPeeked(id)}>
            <Eye size={14} aria-hidden />
          </IconButton>
        </span>
      )}
      {peeked !== null && <Peek key={peeked} ticketId={peeked} row={rowOf(peeked)} search={search} onStep={step} onClose={() => setPeeked(null)} />}
    </>
  );
}
