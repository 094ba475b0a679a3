import type { TFunction } from 'i18next';
import type { TicketRow as Row } from '#contracts/tickets.js';
import { Link } from '@tanstack/react-router';
import { BadgeCheck, BellRing, CornerUpLeft, Mail, PencilLine } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime, shortTime } from '../../../client/format.js';
import { serverNow } from '../../../client/clock.js';
import { Avatar } from '../../../ui/avatar.js';
import { Badge, Count } from '../../../ui/badge.js';
import { cx } from '../../../ui/class-names.js';
import { Time } from '../../../ui/time.js';
import type { Preferences } from '../../app/preferences.js';
import type { ListSearch } from '../../app/search.js';
import { customerName } from '../../app/customer-name.js';
import { ClockChip, ComplaintBadge, DueChip } from '../../app/due-chip.js';
import { shownDue } from '../../app/due.rules.js';
import { PriorityMark, RowTags, StateMark } from './row-signs.js';
import { WaitingChip } from '../../app/waiting-chip.js';

export const ROW_HEIGHT: Record<Preferences['density'], number> = { compact: 36, normal: 52, roomy: 68 };

interface Props {
  row: Row;
  density: Preferences['density'];
  selected: boolean;
  /** Null: nothing in the list is marked. */
  marked: boolean | null;
  onMark: (id: string) => void;
  tabbable: boolean;
  mine: boolean;
  search: ListSearch;
  position: number;
  total: number;
}

/** One ticket in the list: who, what last, how long they wait, who has it. */
export const TicketRow = memo(function TicketRow({ row, density, selected, marked, onMark, tabbable, mine, search, position, total }: Props) {
  const compact = density === 'compact';
  const unread = row.unread > 0;
  return (
    <div role="listitem" aria-setsize={total} aria-posinset={position} className="group relative">
      <Mark row={row} marked={marked} onMark={onMark} />
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: row.id }}
        search={search}
        tabIndex={tabbable ? 0 : -1}
        data-ticket={row.id}
        aria-current={selected ? 'page' : undefined}
        style={{ height: ROW_HEIGHT[density] }}
        className={cx(
          'relative flex min-w-0 gap-x-2 border-b border-line pe-4 outline-offset-[-2px]',
          marked === null ? 'ps-4' : 'ps-9',
          compact ? 'items-center' : 'flex-col justify-center gap-y-0.5 leading-snug',
          selected || marked ? 'bg-tint' : 'hover:bg-hover',
        )}
      >
        <span className={cx('flex min-w-0 items-center gap-1.5', compact && 'w-28 shrink-0')}>
          <Name row={row} strong={unread} />
          {!compact && <RowTime row={row} />}
        </span>
        <span className="flex min-w-0 flex-1 items-center gap-1.5 text-13 text-muted" style={compact ? undefined : { flex: 'none' }}>
          <Preview row={row} />
          {density === 'normal' && <RowTags tags={row.tags} most={1} />}
          <Unread count={row.unread} />
          {!mine && row.assignee && !compact && <Avatar name={row.assignee.name} pictureUrl={row.assignee.pictureUrl} size={20} title={row.assignee.name} />}
          {compact && <RowTime row={row} />}
        </span>
        {density === 'roomy' && <ThirdLine row={row} />}
      </Link>
    </div>
  );
});

/** The mark of a row: there under the pointer, and on every row as long as one is marked. */
function Mark({ row, marked, onMark }: Pick<Props, 'row' | 'marked' | 'onMark'>) {
  const { t } = useTranslation();
  return (
    <label
      className={cx(
        'absolute inset-y-0 start-0 z-1 flex items-center justify-center has-focus-visible:opacity-100',
        marked === null ? 'w-4 opacity-0 group-hover:opacity-100 max-mid:hidden' : 'w-9',
      )}
    >
      <input
        type="checkbox"
        tabIndex={-1}
        className={cx('accent-accent', marked === null ? 'size-3.5' : 'size-4')}
        aria-label={t('list.mark', { name: customerName(row.customer.name, row.number, t) })}
        checked={marked === true}
        onChange={() => onMark(row.id)}
      />
    </label>
  );
}

function Name({ row, strong }: { row: Row; strong: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1">
      <PriorityMark row={row} />
      <span dir="auto" className={cx('truncate text-14', strong ? 'font-semibold' : 'font-medium')}>
        {customerName(row.customer.name, row.number, t)}
      </span>
      {row.channelKind === 'mailbox' && (
        <span title={t('list.byMail')} className="inline-flex shrink-0 text-muted">
          <Mail size={14} aria-hidden />
          <span className="sr-only">{t('list.byMail')}</span>
        </span>
      )}
      {row.customer.verified && (
        <span title={t('visitor.verified')} className="inline-flex text-accent-text">
          <BadgeCheck size={14} aria-hidden />
          <span className="sr-only">{t('visitor.verified')}</span>
        </span>
      )}
      <StateMark row={row} />
    </span>
  );
}

function RowTime({ row }: { row: Row }) {
  const { t } = useTranslation();
  const shown = shownDue(row, Math.floor(serverNow() / 1000));
  // Who was told when we answer does not wait minute by minute; who waits in a chat does.
  if (shown === 'promise' && row.promise) return <DueChip promise={row.promise} />;
  if (shown === 'due' && row.due) return <ClockChip due={row.due} />;
  if (row.waitingSince)
    return (
      <>
        {row.chat?.offeredToMe && (
          <Badge tone="blue" icon={<BellRing size={12} aria-hidden />}>
            {t('chat.offered')}
          </Badge>
        )}
        <WaitingChip since={row.waitingSince} />
      </>
    );
  return (
    <Time
      at={row.lastMessageAt}
      short={shortTime(row.lastMessageAt, serverNow())}
      exact={exactTime(row.lastMessageAt)}
      className="tabular shrink-0 text-12 text-muted"
    />
  );
}

const broughtText = ({ preview }: Row, t: TFunction): string => (preview?.files ? t(`files:preview.${preview.files}`) : '');

function Preview({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (row.draft)
    return (
      <span className="flex min-w-0 flex-1 items-center gap-1">
        <PencilLine size={12} className="text-amber" aria-hidden />
        <span className="shrink-0 text-amber">{t('list.draft')}</span>
        <span className="truncate">{row.preview?.text || broughtText(row, t)}</span>
      </span>
    );
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1">
      {row.customer.demo && <Badge>{t('list.demo')}</Badge>}
      {row.complaint && <ComplaintBadge severity={row.complaint} />}
      {row.preview?.by === 'agent' && (
        <>
          <CornerUpLeft size={12} aria-hidden />
          <span className="sr-only">{t('list.answered')}</span>
        </>
      )}
      <span dir="auto" className="truncate">
        {row.subject && <b className="font-medium text-text">{row.subject}</b>}
        {row.subject && <span aria-hidden> · </span>}
        {row.preview?.text || broughtText(row, t) || t(row.preview ? 'list.noText' : 'list.noMessage')}
      </span>
    </span>
  );
}

function Unread({ count }: { count: number }) {
  const { t } = useTranslation();
  return <Count value={count} label={t('list.unread', { count })} strong />;
}

function ThirdLine({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-1.5 text-12 text-muted">
      <span className="tabular">#{row.number}</span>
      <span aria-hidden>·</span>
      <span className="truncate">{row.assignee?.name ?? row.team?.name ?? t('list.nobody')}</span>
      <RowTags tags={row.tags} most={2} />
    </span>
  );
}
