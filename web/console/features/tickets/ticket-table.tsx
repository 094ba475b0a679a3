import type { TicketRow } from '#contracts/tickets.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Inbox } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { useStore } from '../../../client/store.js';
import { listQuery } from '../../../client/tickets.data.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { errorText } from '../../app/error-text.js';
import { useKeys } from '../../app/keys.js';
import { MACRO_TEXTS } from '../../app/macro-texts.js';
import { usePreferences } from '../../app/preferences.js';
import { type ListSearch, toListQuery } from '../../app/search.js';
import { SectionError } from '../../app/section-error.js';
import { selection } from '../../app/selection.js';
import { NOTHING, toggled } from '../../app/selection.rules.js';
import { useTexts } from '../../app/use-texts.js';
import { VIEW_TEXTS } from '../../app/view-texts.js';
import { columnsText, widened } from '../../app/columns.rules.js';
import { standsAtEnd } from './field-cell.js';
import { GroupLine } from './group-line.js';
import { itemsOf } from './grouping.rules.js';
import { TableHead } from './table-head.js';
import { TableRow } from './table-row.js';
import { HOLDS_NOTHING, useColumns, useHeld } from './use-columns.js';

const HEIGHT = { compact: 36, normal: 44, roomy: 52 } as const;
const HEAD = 32;
const NO_PAGES: readonly { readonly items: readonly TicketRow[] }[] = [];

/** A list in columns and groups, where no ticket is open beside it. Only the rows on screen exist. */
export default function TicketTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation();
  const ready = [useTexts('savedViews', VIEW_TEXTS), useTexts('macros', MACRO_TEXTS)].every(Boolean);
  const { density } = usePreferences();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery(listQuery(toListQuery(search)));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const items = useMemo(() => itemsOf(rows, search.group, serverNow()), [rows, search.group]);
  const { ready: named, chosen, columns, fieldOf, nameOf } = useColumns(search.columns);
  const { held, ...cells } = useHeld(columns, list.data?.pages ?? NO_PAGES);
  const height = HEIGHT[density];
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'head' ? HEAD : height),
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [virtual, height, items]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= items.length - 30) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, items.length]);
  const picked = useStore(selection);
  useEffect(() => () => selection.set(NOTHING), [search.view, search.state, search.team, search.filter]);
  const open = (id: string | undefined) => id !== undefined && void navigate({ to: '/tickets/$ticketId', params: { ticketId: id }, search });
  const focused = () => document.activeElement?.closest<HTMLElement>('[data-ticket]')?.dataset['ticket'] ?? rows[0]?.id;
  const mark = () => {
    const id = focused();
    if (id !== undefined) selection.set(toggled(picked, id));
  };
  useKeys({ next: () => open(rows[0]?.id), previous: () => open(rows.at(-1)?.id), select: mark });

  if (list.isPending || !ready || !named) return <RowSkeletons count={8} height={height} />;
  if (list.isError && rows.length === 0) return <ErrorState message={errorText(list.error)} retryLabel={t('common:retry')} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return <EmptyState icon={<Inbox size={20} aria-hidden />}>{t(`list.empty.${search.filter ? 'filtered' : search.state === 'closed' ? 'closed' : search.view}`)}</EmptyState>;
  const width = columns.reduce((sum, one) => sum + one.width, 0);
  return (
    <>
      {cells.error && <SectionError title={t('savedViews:field.columns')} message={errorText(cells.error)} busy={cells.busy} onRetry={cells.retry} />}
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto overscroll-contain">
        <div role="table" aria-label={t(`views.${search.view}`)} aria-rowcount={list.hasNextPage ? -1 : rows.length} aria-colcount={columns.length} style={{ minWidth: width + 40 }}>
          <TableHead
            columns={columns}
            nameOf={nameOf}
            atEnd={(key) => standsAtEnd(fieldOf(key))}
            onWiden={(key, next) => void navigate({ to: '/tickets', search: { ...search, columns: columnsText(widened(chosen, key, next)) }, replace: true })}
          />
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {shown.map((one) => {
              const item = items[one.index];
              if (!item) return null;
              return (
                <div key={item.kind === 'row' ? item.row.id : `head ${item.head.key}`} className="absolute inset-x-0 top-0" style={{ transform: `translateY(${one.start}px)`, height: one.size }}>
                  {item.kind === 'head' && search.group ? (
                    <GroupLine group={search.group} head={item.head} />
                  ) : (
                    item.kind === 'row' && (
                      <TableRow
                        row={item.row}
                        columns={columns}
                        position={item.position}
                        marked={picked.ids.length === 0 ? null : picked.all || picked.ids.includes(item.row.id)}
                        search={search}
                        held={held.get(item.row.id) ?? HOLDS_NOTHING}
                        fieldOf={fieldOf}
                      />
                    )
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}
