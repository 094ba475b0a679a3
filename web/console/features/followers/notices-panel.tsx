import type { Notice } from '#contracts/followers.js';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { Bell, CheckCheck, UserCheck, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { noticeCountsQuery, noticesQuery, seeNotice, seeNotices } from '../../../client/followers.data.js';
import { exactTime, number, shortTime } from '../../../client/format.js';
import { Avatar } from '../../../ui/avatar.js';
import { Button } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import Drawer from '../../../ui/drawer.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { Time } from '../../../ui/time.js';
import { becauseText } from '../../app/because-text.js';
import { customerName } from '../../app/customer-name.js';
import { errorText, tellFailure } from '../../app/error-text.js';
import { TIMELINE_TEXTS } from '../../app/timeline-texts.js';
import { useTexts } from '../../app/use-texts.js';

/** What one was pointed to, by colleagues or by what the desk does itself, the latest first, and the way to the tickets one follows. */
export default function NoticesPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('followers');
  // Why a ticket was given out is said in the words of its talk.
  useTexts('timeline', TIMELINE_TEXTS);
  const navigate = useNavigate();
  const counts = useQuery(noticeCountsQuery).data;
  const pages = useInfiniteQuery(noticesQuery);
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const [latest] = items;
  const open = ({ id, ticket, seen }: Notice) => {
    if (!seen) void seeNotice(id).catch(tellFailure);
    onClose();
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id }, search: { view: 'all' } });
  };
  return (
    <Drawer label={t('notices.title')} closeLabel={t('common:close')} onClose={onClose}>
      <div className="flex min-h-11 shrink-0 items-center justify-between gap-2 border-b border-line ps-2 pe-2">
        <Link
          to="/tickets"
          search={{ view: 'all', filter: { follower: 'me' } }}
          onClick={onClose}
          className="flex h-8 min-w-0 items-center gap-2 rounded-control px-2 text-13 hover:bg-press"
        >
          <Bell size={16} aria-hidden />
          <span className="min-w-0 truncate">{t('notices.followed')}</span>
          <span className="tabular text-12 text-muted">{counts ? number(counts.following) : ''}</span>
        </Link>
        {latest && (counts?.unseen ?? 0) > 0 && (
          <Button look="quiet" size="small" icon={<CheckCheck size={14} aria-hidden />} onClick={() => void seeNotices(latest.id).catch(tellFailure)}>
            {t('notices.seeAll')}
          </Button>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto" aria-busy={pages.isPending}>
        {pages.isPending && <RowSkeletons count={6} height={84} />}
        {pages.isError && <ErrorState message={errorText(pages.error)} retryLabel={t('common:retry')} onRetry={() => void pages.refetch()} />}
        {pages.data && items.length === 0 && <EmptyState icon={<Bell size={20} aria-hidden />}>{t('notices.none')}</EmptyState>}
        <ul className="flex flex-col">
          {items.map((notice) => (
            <li key={notice.id}>
              <NoticeRow notice={notice} onOpen={() => open(notice)} />
            </li>
          ))}
        </ul>
        {pages.hasNextPage && (
          <div className="p-3">
            <Button look="quiet" size="small" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {t('notices.more')}
            </Button>
          </div>
        )}
      </div>
    </Drawer>
  );
}

function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation('followers');
  const { by, because, ticket, text, createdAt, seen } = notice;
  const reasons = because?.code === 'routing' ? becauseText(because.reasons, t) : '';
  return (
    <button type="button" onClick={onOpen} className="flex w-full gap-3 border-b border-line px-4 py-3 text-start hover:bg-hover">
      {by ? (
        <Avatar name={by.name} pictureUrl={by.pictureUrl} size={24} />
      ) : (
        <span className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-press text-muted" aria-hidden>
          {because?.code === 'rule' ? <Zap size={14} /> : <UserCheck size={14} />}
        </span>
      )}
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-baseline gap-2 text-13">
          <span dir="auto" className={cx('min-w-0 flex-1', !seen && 'font-semibold')}>
            {headline(notice, t)}
          </span>
          <Time at={createdAt} short={shortTime(createdAt, serverNow())} exact={exactTime(createdAt)} className="tabular shrink-0 text-12 text-muted" />
          {!seen && <span className="size-2 shrink-0 self-center rounded-full bg-accent" role="img" aria-label={t('notices.new')} />}
        </span>
        <span dir="auto" className="truncate text-12 text-muted">
          <span className="tabular">#{ticket.number}</span> {ticket.subject ?? customerName(ticket.customer, ticket.number, t)}
        </span>
        {(text ?? reasons) && (
          <span dir="auto" className={cx('line-clamp-2 break-words', text ? 'text-13' : 'text-12 text-muted')}>
            {text ?? reasons}
          </span>
        )}
      </span>
    </button>
  );
}

/** Who pointed one there, and to do what. */
function headline({ kind, by, because }: Notice, t: TFunction<'followers'>): string {
  const name = by?.name ?? t('notices.somebody');
  if (kind === 'mentioned') return t('notices.mentioned', { name });
  if (kind === 'followed') return t('notices.madeFollower', { name });
  if (because === null) return t('notices.assigned', { name });
  if (because.code === 'callback') return t(by ? 'notices.handedCall' : 'notices.calls', { name });
  return because.code === 'rule' && because.name !== null ? t('notices.byRule', { rule: because.name }) : t('notices.byItself');
}
