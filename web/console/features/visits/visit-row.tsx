import type { Visit } from '#contracts/visits.js';
import { useQuery } from '@tanstack/react-query';
import { BadgeCheck, ChevronRight, CircleHelp, UserPlus } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeconds } from '../../../client/clock.js';
import { visitQuery } from '../../../client/visits.data.js';
import { Avatar } from '../../../ui/avatar.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { ErrorState } from '../../../ui/error-state.js';
import { errorText } from '../../app/error-text.js';
import { useWaitText } from '../../app/waiting-chip.js';
import { PageTrail } from './page-trail.js';
import { readablePath } from './readable-path.rules.js';
import { VisitFacts } from './visit-facts.js';
import { VisitStanding } from './visit-standing.js';

interface Props {
  visit: Visit;
  name: string;
  onInvite: () => void;
  chatLink: (ticketId: string, words: string, label: string) => ReactNode;
}

/** One person on the shop: who, on which page, for how long, and what could be done. */
export function VisitRow({ visit, name, onInvite, chatLink }: Props) {
  const { t } = useTranslation('visits');
  const [open, setOpen] = useState(false);
  const trail = useId();
  const now = useSeconds();
  const duration = useWaitText();
  const lasted = (since: string) => duration(Math.max(0, now - Math.floor(Date.parse(since) / 1000)));
  return (
    <li className="border-b border-line last:border-b-0">
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-3 mid:grid-cols-[auto_minmax(0,14rem)_minmax(0,1fr)_auto]">
        <Avatar name={name} size={32} presence="online" />
        <div className="min-w-0">
          <p className="flex items-center gap-1.5">
            <span dir="auto" className="truncate text-14 font-medium">
              {name}
            </span>
            {visit.visitor?.name && <Proof verified={visit.visitor.verified} />}
            {visit.demo && <Badge>{t('demo')}</Badge>}
          </p>
          <p className="tabular truncate text-12 text-muted">{t('here', { time: lasted(visit.startedAt) })}</p>
        </div>
        <div className="min-w-0 max-mid:order-last max-mid:col-span-3">
          {visit.page && (
            <p className="flex items-baseline gap-2 text-13">
              <span dir="auto" className="truncate">
                {visit.page.title || readablePath(visit.page.path)}
              </span>
              <span className="tabular shrink-0 text-12 text-muted">{t('onPage', { time: lasted(visit.page.openedAt) })}</span>
            </p>
          )}
          <VisitFacts visit={visit} />
        </div>
        <div className="flex items-center justify-end gap-2">
          {visit.can.invite && (
            <Button size="small" icon={<UserPlus size={14} aria-hidden />} aria-label={t('inviteOf', { name })} onClick={onInvite}>
              {t('invite')}
            </Button>
          )}
          {visit.chat && chatLink(visit.chat.ticketId, t('open'), t('openChat', { name }))}
        </div>
        <div className="flex flex-wrap items-center gap-2 max-mid:order-last max-mid:col-span-3 mid:col-start-3">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={trail}
            aria-label={`${t('pages', { count: visit.pageCount })}, ${name}`}
            onClick={() => setOpen(!open)}
            className="-ms-1 inline-flex h-6 items-center gap-0.5 rounded-control px-1 text-12 text-accent-text hover:bg-hover"
          >
            <ChevronRight size={14} aria-hidden className={cx(open && 'rotate-90')} />
            {t('pages', { count: visit.pageCount })}
          </button>
          <VisitStanding visit={visit} />
        </div>
      </div>
      <div id={trail} className="px-4 pb-3 mid:ps-[calc(1rem+32px+0.75rem)]" hidden={!open}>
        {open && <Trail id={visit.id} />}
      </div>
    </li>
  );
}

/** Whether the shop has signed who it is, or the visitor says so. */
function Proof({ verified }: { verified: boolean }) {
  const { t } = useTranslation();
  const Icon = verified ? BadgeCheck : CircleHelp;
  const words = t(verified ? 'visitor.verified' : 'visitor.unverifiedHint');
  return (
    <span title={words} className={cx('shrink-0', verified ? 'text-accent-text' : 'text-muted')}>
      <Icon size={14} aria-hidden />
      <span className="sr-only">{words}</span>
    </span>
  );
}

function Trail({ id }: { id: string }) {
  const { t } = useTranslation('visits');
  const { data, isError, error, refetch } = useQuery(visitQuery(id));
  if (isError && !data) return <ErrorState message={errorText(error)} retryLabel={t('common:retry')} onRetry={() => void refetch()} />;
  return data ? <PageTrail trail={data} /> : null;
}
