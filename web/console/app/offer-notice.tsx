import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useMatchRoute, useParams } from '@tanstack/react-router';
import { BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSeconds } from '../../client/clock.js';
import { listQuery } from '../../client/tickets.data.js';
import { customerName } from './customer-name.js';
import { MID, useMedia } from './use-media.js';

/** A chat that is offered while its list is out of sight: an offer lasts seconds, and must not be missed on another page. */
export default function OfferNotice() {
  const { t } = useTranslation();
  const mid = useMedia(MID);
  const matches = useMatchRoute();
  const { ticketId } = useParams({ strict: false });
  const mine = useInfiniteQuery(listQuery({ view: 'mine', state: 'open' }));
  const listShown = matches({ to: '/tickets', fuzzy: true }) !== false && (mid || ticketId === undefined);
  const offers = mine.data?.pages.flatMap((page) => page.items).filter((row) => row.chat?.offeredToMe && row.id !== ticketId) ?? [];
  const [first] = offers;
  if (listShown || !first) return null;
  return (
    // On a phone it stands in the page: whatever it lay over could not be tapped.
    <div role="status" className="max-mid:border-b max-mid:border-blue-line mid:fixed mid:end-4 mid:bottom-4 mid:z-30">
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: first.id }}
        search={{ view: 'mine' }}
        className="flex min-h-11 items-center gap-2.5 border-blue-line bg-blue-paper px-4 py-2 text-13 text-blue mid:max-w-96 mid:rounded-panel mid:border mid:px-3.5 mid:shadow-float"
      >
        <BellRing size={16} aria-hidden />
        <span className="min-w-0 truncate">{t('chat.offeredToYou', { name: customerName(first.customer.name, first.number, t) })}</span>
        {first.chat?.offerExpiresAt && <SecondsLeft until={first.chat.offerExpiresAt} />}
        {offers.length > 1 && <span className="tabular shrink-0">+{offers.length - 1}</span>}
      </Link>
    </div>
  );
}

/** How long an offer still stands; it changes every second, so it is not read out. */
export function SecondsLeft({ until }: { until: string }) {
  const { t } = useTranslation();
  const left = Math.max(0, Math.floor(Date.parse(until) / 1000) - useSeconds());
  return (
    <span className="tabular shrink-0 font-semibold" aria-hidden>
      {t('chat.secondsLeft', { count: left })}
    </span>
  );
}
