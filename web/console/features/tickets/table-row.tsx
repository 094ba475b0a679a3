import type { CustomField } from '#contracts/custom-fields.js';
import type { OwnColumn, ViewColumn } from '#contracts/saved-views.js';
import type { TicketRow } from '#contracts/tickets.js';
import { Link } from '@tanstack/react-router';
import { Mail, MessageCircle } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { Avatar } from '../../../ui/avatar.js';
import { Count } from '../../../ui/badge.js';
import { cx } from '../../../ui/class-names.js';
import { Time } from '../../../ui/time.js';
import { COLUMNS } from '../../app/columns.rules.js';
import { customerName } from '../../app/customer-name.js';
import { ClockChip, DueChip } from '../../app/due-chip.js';
import type { ListSearch } from '../../app/search.js';
import { selection } from '../../app/selection.js';
import { toggled } from '../../app/selection.rules.js';
import { WaitingChip } from '../../app/waiting-chip.js';
import { FieldCell } from './field-cell.js';
import { PriorityMark, RowTags, StateMark } from './row-signs.js';
import type { Held } from './use-columns.js';

interface Props {
  row: TicketRow;
  columns: readonly ViewColumn[];
  position: number;
  /** Null: nothing in the list is marked. */
  marked: boolean | null;
  search: ListSearch;
  held: Held;
  fieldOf: (key: string) => CustomField | undefined;
}

/** One ticket in columns. */
export const TableRow = memo(function TableRow({ row, columns, position, marked, search, held, fieldOf }: Props) {
  const { t } = useTranslation();
  const name = customerName(row.customer.name, row.number, t);
  return (
    <div role="row" aria-rowindex={position} className={cx('group relative flex h-full items-center border-b border-line ps-9 text-13', marked ? 'bg-tint' : 'hover:bg-hover')}>
      <label className={cx('absolute inset-y-0 start-0 z-1 flex w-9 items-center justify-center has-focus-visible:opacity-100', marked === null && 'opacity-0 group-hover:opacity-100')}>
        <input type="checkbox" tabIndex={-1} className="size-4 accent-accent" aria-label={t('list.mark', { name })} checked={marked === true} onChange={() => selection.set(toggled(selection.get(), row.id))} />
      </label>
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: row.id }}
        search={search}
        data-ticket={row.id}
        aria-label={t('ticket.of', { name })}
        className="absolute inset-0 outline-offset-[-2px]"
      />
      {columns.map(({ key, width }, index) => (
        <span key={key} role="cell" aria-colindex={index + 1} style={{ width }} className={cx('pointer-events-none flex shrink-0 items-center gap-1.5 overflow-hidden px-2', row.unread > 0 && key === 'customer' && 'font-semibold')}>
          <Content column={key} row={row} name={name} held={held} field={fieldOf(key)} />
        </span>
      ))}
    </div>
  );
});

interface CellProps {
  column: OwnColumn;
  row: TicketRow;
  name: string;
  held: Held;
}

function Content({ column, field, ...rest }: Omit<CellProps, 'column'> & { column: ViewColumn['key']; field: CustomField | undefined }) {
  const own = COLUMNS.find((key) => key === column);
  if (field) return <FieldCell field={field} value={rest.held.valueOf(field.key)} />;
  return own ? <Cell column={own} {...rest} /> : null;
}

function Cell({ column, row, name, held }: CellProps): ReactNode {
  const { t } = useTranslation('savedViews');
  const words = (text: ReactNode, quiet = false) => (
    <span dir="auto" className={cx('truncate', quiet && 'text-muted')}>
      {text}
    </span>
  );
  const cells: Record<OwnColumn, () => ReactNode> = {
    number: () => <span className="tabular text-muted">#{row.number}</span>,
    customer: () => words(name),
    subject: () => (
      <>
        <StateMark row={row} />
        <span dir="auto" className="min-w-0 truncate">
          {row.subject && <b className="font-medium">{row.subject}</b>}
          <span className="text-muted">
            {row.subject && row.preview?.text && ' · '}
            {row.preview?.text || (!row.subject && t(row.preview ? 'console:list.noText' : 'console:list.noMessage'))}
          </span>
        </span>
        <Count value={row.unread} label={t('console:list.unread', { count: row.unread })} strong />
      </>
    ),
    state: () => words(t(`macros:state.${row.state}`)),
    sub_state: () => held.subState && words(held.subState),
    type: () => words(t(`macros:type.${row.type}`), row.type === 'question'),
    priority: () => (
      <>
        <PriorityMark row={row} />
        {words(t(`macros:priority.${row.priority}`), row.priority === 'normal')}
      </>
    ),
    assignee: () =>
      row.assignee ? (
        <>
          <Avatar name={row.assignee.name} pictureUrl={row.assignee.pictureUrl} size={20} />
          {words(row.assignee.name)}
        </>
      ) : (
        words(t('nobody'), true)
      ),
    team: () => words(row.team?.name ?? t('noTeam'), !row.team),
    tags: () => <RowTags tags={row.tags} most={2} />,
    due: () => (row.due ? <ClockChip due={row.due} /> : row.promise && <DueChip promise={row.promise} />),
    waiting: () => row.waitingSince && <WaitingChip since={row.waitingSince} />,
    channel: () => {
      const Icon = row.channelKind === 'mailbox' ? Mail : MessageCircle;
      return (
        <>
          <Icon size={14} className="shrink-0 text-muted" aria-hidden />
          {words(t(`channelKind.${row.channelKind}`), true)}
        </>
      );
    },
    moved: () => <Time at={row.lastMessageAt} short={shortTime(row.lastMessageAt, serverNow())} exact={exactTime(row.lastMessageAt)} className="tabular text-muted" />,
  };
  return cells[column]();
}
