import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Inbox } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, Suspense, type SyntheticEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listQuery } from '../../../client/tickets.data.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { lazyPart, persist } from '../../../ui/lazy-part.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { useStore } from '../../../client/store.js';
import { errorText } from '../../app/error-text.js';
import { useKeys } from '../../app/keys.js';
import { usePreferences } from '../../app/preferences.js';
import { selection } from '../../app/selection.js';
import { extended, NOTHING, toggled } from '../../app/selection.rules.js';
import { type ListSearch, toListQuery } from '../../app/search.js';
import { ROW_HEIGHT, TicketRow } from './ticket-row.js';

const RowMenu = lazyPart(() => import('./row-menu.js'));

/** The list of one view. Only the rows on screen exist; the next page is fetched as the end comes near. */
export function TicketList({ search, selectedId, meId }: { search: ListSearch; selectedId: string | undefined; meId: string }) {
  const { t } = useTranslation();
  const { density } = usePreferences();
  const navigate = useNavigate();
  const { history } = useRouter();
  const scroller = useRef<HTMLDivElement>(null);
  /** Where keys have extended the marks to. */
  const head = useRef<string | null>(null);
  const list = useInfiniteQuery(listQuery(toListQuery(search)));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const height = ROW_HEIGHT[density];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  useEffect(() => virtual.measure(), [virtual, height]);

  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastIndex >= rows.length - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastIndex, rows.length]);

  const selectedAt = rows.findIndex((row) => row.id === selectedId);
  const go = (step: 1 | -1) => {
    // From where the address already is: the page drawn may lag behind quick fingers, and no key may be lost.
    const at = rows.findIndex((row) => history.location.pathname.endsWith(`/${row.id}`));
    const index = at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
    head.current = null;
    open(index);
  };
  const open = (index: number) => {
    const target = rows[index];
    if (!target) return;
    virtual.scrollToIndex(index, { align: 'auto' });
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: target.id }, search });
  };
  const picked = useStore(selection);
  const marked = useMemo(() => new Set(picked.ids), [picked.ids]);
  // Marks belong to the list they were made in.
  useEffect(() => () => selection.set(NOTHING), [search.view, search.state, search.team, search.filter]);
  const ids = () => rows.map((row) => row.id);
  const current = () => rows.find((row) => history.location.pathname.endsWith(`/${row.id}`))?.id ?? rows[0]?.id;
  const mark = () => {
    const id = current();
    head.current = null;
    if (id !== undefined) selection.set(toggled(picked, id));
  };
  const extend = (step: 1 | -1) => {
    const marks = selection.get();
    // From where the last key led: the address may lag behind quick fingers.
    const from = marks.ids.length > 0 && rows.some((row) => row.id === head.current) ? head.current : current();
    const index = Math.min(Math.max(rows.findIndex((row) => row.id === from) + step, 0), rows.length - 1);
    const target = rows[index];
    if (!from || !target) return;
    head.current = target.id;
    selection.set(extended(marks.ids.length === 0 ? toggled(marks, from) : marks, ids(), target.id));
    open(index);
  };
  useKeys({ next: () => go(1), previous: () => go(-1), select: mark, extend: () => extend(1), extendBack: () => extend(-1) });
  const onArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    go(event.key === 'ArrowDown' ? 1 : -1);
  };

  const onMark = useCallback((id: string) => selection.set(toggled(selection.get(), id)), []);
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  const rowOf = ({ target }: SyntheticEvent) => (target instanceof Element ? target.closest<HTMLElement>('[data-ticket]') : null);
  // With Shift, by pointer or Enter, a row opens beside; the menu offers the same.
  const onClick = (event: MouseEvent) => {
    const id = event.shiftKey && rowOf(event)?.dataset['ticket'];
    if (!id) return;
    event.preventDefault();
    // With marks in the list it marks all up to there instead.
    if (picked.ids.length > 0) return selection.set(extended(picked, ids(), id));
    void persist(() => import('./row-beside.js')).then(({ openBeside }) => openBeside(navigate, search, selectedId, id));
  };
  const onContextMenu = (event: MouseEvent) => {
    const row = rowOf(event);
    if (!row) return;
    event.preventDefault();
    setMenu(row);
  };

  if (list.isPending) return <RowSkeletons count={8} height={height} />;
  if (list.isError && rows.length === 0)
    return <ErrorState message={errorText(list.error)} retryLabel={t('common:retry')} onRetry={() => void list.refetch()} />;
  if (rows.length === 0)
    return <EmptyState icon={<Inbox size={20} aria-hidden />}>{t(`list.empty.${search.filter ? 'filtered' : search.state === 'closed' ? 'closed' : search.view}`)}</EmptyState>;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain" onKeyDown={onArrow} onClickCapture={onClick} onContextMenu={onContextMenu}>
      <div role="list" aria-label={t(`views.${search.view}`)} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <div key={item.key} className="absolute inset-x-0 top-0" style={{ transform: `translateY(${item.start}px)` }}>
                <TicketRow
                  row={row}
                  density={density}
                  selected={row.id === selectedId}
                  marked={picked.ids.length === 0 ? null : picked.all || marked.has(row.id)}
                  onMark={onMark}
                  tabbable={selectedAt === -1 ? item.index === 0 : row.id === selectedId}
                  mine={row.assignee?.id === meId}
                  search={search}
                  position={item.index + 1}
                  total={list.hasNextPage ? -1 : rows.length}
                />
              </div>
            )
          );
        })}
      </div>
      <Suspense fallback={null}>{menu && <RowMenu row={menu} search={search} selectedId={selectedId} onClose={() => setMenu(null)} />}</Suspense>
    </div>
  );
}
