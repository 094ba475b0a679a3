import type { CannedReply } from '#contracts/canned-replies.js';
import type { Locale } from '#contracts/common.js';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cannedRepliesQuery, countUse } from '../../../client/canned-replies.data.js';
import { currentLocale, LOCALES, nearestLocale } from '../../../client/i18n.js';
import { searchReplies } from '../../../client/reply-search.rules.js';
import { fillIn, type VariableValues } from '../../../client/reply-variables.rules.js';
import { meQuery } from '../../../client/session.data.js';
import { detailQuery } from '../../../client/tickets.data.js';
import { useTexts } from '../../app/use-texts.js';
import { ReplyList } from './reply-list.js';
import { ReplyPreview } from './reply-preview.js';
import { REPLY_TEXTS } from '../../app/reply-texts.js';
import type { TakeKey } from './use-lookup.js';

const MOST_SHOWN = 50;

interface Props {
  ticketId: string;
  query: string;
  id: string;
  /** Where the composer asks whether a key is the list's. */
  take: RefObject<TakeKey | null>;
  onActive: (optionId: string | null) => void;
  onInsert: (title: string, text: string) => void;
}

/** The language a reply is sent in: the customer's, else one its reader has some hope with. */
export const variantFor = (reply: CannedReply, wanted: Locale): Locale | undefined =>
  [wanted, ...(wanted === 'en' ? [] : (['zh-CN', 'zh-TW'] as const)), 'en' as const, ...LOCALES].find((locale) => reply.texts[locale] !== undefined);

/** Saved replies above the composer: the list on the left, on the right what would be written, blanks filled. */
export default function ReplyPicker({ ticketId, query, id, take, onActive, onInsert }: Props) {
  const { t } = useTranslation('replies');
  const ready = useTexts('replies', REPLY_TEXTS);
  const { data, isError } = useQuery(cannedRepliesQuery);
  const { data: detail } = useQuery(detailQuery(ticketId));
  const { data: me } = useQuery(meQuery);
  const [at, setAt] = useState({ query, index: 0 });
  const [chosenLocale, chooseLocale] = useState<Locale | null>(null);

  const wanted = detail?.visitor?.language ? nearestLocale([detail.visitor.language]) : currentLocale();
  const found = data ? searchReplies(data.items, query).slice(0, MOST_SHOWN) : [];
  const index = at.query === query ? Math.min(at.index, found.length - 1) : 0;
  const reply = found[index];
  const locale = reply && (chosenLocale && reply.texts[chosenLocale] !== undefined ? chosenLocale : variantFor(reply, wanted));
  const values: VariableValues = {
    'customer.name': detail?.ticket.customer.name ?? null,
    'agent.name': me?.account.name ?? null,
    'ticket.number': detail ? String(detail.ticket.number) : null,
    'shop.name': detail?.shop ?? null,
  };
  const go = (next: number) => setAt({ query, index: (next + found.length) % found.length });
  const insert = (picked: CannedReply, into: Locale | undefined) => {
    const text = into && picked.texts[into];
    if (text === undefined) return;
    countUse(picked);
    onInsert(picked.title, fillIn(text, values));
  };
  const insertAt = (place: number) => {
    const picked = found[place];
    if (picked) insert(picked, place === index ? locale : variantFor(picked, wanted));
  };
  const cycle = () => {
    const spoken = LOCALES.filter((one) => reply?.texts[one] !== undefined);
    chooseLocale(spoken[(spoken.findIndex((one) => one === locale) + 1) % spoken.length] ?? null);
  };

  take.current = (event) => {
    if (!data) return !isError;
    if (!reply) return false;
    if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else if (event.key === 'Tab' && event.shiftKey) cycle();
    else if (event.shiftKey) return false;
    else insert(reply, locale);
    return true;
  };
  useEffect(
    () => () => {
      take.current = null;
    },
    [take],
  );
  const option = (one: CannedReply) => `${id}-${one.id}`;
  const activeId = reply ? option(reply) : null;
  useEffect(() => onActive(activeId), [activeId, onActive]);

  // A stroke with words that lead nowhere is just a stroke.
  if (!ready || (data && found.length === 0 && /\s/u.test(query))) return null;
  return (
    <div className="absolute inset-x-0 bottom-full z-20 px-2 pb-1.5 mid:px-4">
      <div className="floating mx-auto flex max-h-[min(22rem,50dvh)] w-full max-w-[46rem] flex-col overflow-hidden rounded-panel border border-line bg-surface text-text shadow-float">
        <div className="flex min-h-0 flex-1">
          <ReplyList
            id={id}
            label={t('title')}
            replies={found}
            option={option}
            active={reply ?? null}
            onActive={(place) => setAt({ query, index: place })}
            onPick={insertAt}
            empty={isError ? t('unreachable') : data ? t(data.items.length === 0 ? 'none' : 'notFound', { query }) : t('loading')}
          />
          {reply && locale && <ReplyPreview reply={reply} locale={locale} wanted={wanted} values={values} onLocale={chooseLocale} />}
        </div>
        <p className="border-t border-line px-3 py-1.5 text-12 text-muted max-mid:hidden">{t(reply && Object.keys(reply.texts).length > 1 ? 'keysWithLanguage' : 'keys')}</p>
      </div>
    </div>
  );
}
