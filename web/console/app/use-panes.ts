import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../client/query.js';
import { listQuery } from '../../client/tickets.data.js';
import { inOrder } from '../../client/tickets.rules.js';
import { showToast } from '../../ui/toast.js';
import { tellFailure } from './error-text.js';
import { useKeys } from './keys.js';
import { besideOf, fitting, MOST_PANES, panesOf, withoutPane, withPane } from './panes.rules.js';
import type { ListSearch } from './search.js';
import { DESK, useMedia } from './use-media.js';

/** Which talks are on screen, kept in the address, and how one of them gets the focus, joins or leaves. */
export function usePanes(focused: string, search: ListSearch, meId: string) {
  const { t } = useTranslation('panes');
  const navigate = useNavigate();
  const wide = useMedia(DESK);
  const before = useRef<string | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const all = panesOf(search.beside, focused, before.current);
  const panes = wide ? all : [focused];
  const settled = besideOf(all);
  const address = 'beside' in settled ? settled.beside : undefined;
  const go = (next: readonly string[], ticketId: string) =>
    navigate({ to: '/tickets/$ticketId', params: { ticketId }, search: { ...search, beside: undefined, ...besideOf(next) }, replace: true });

  useEffect(() => {
    before.current = focused;
    if (address !== search.beside) void go(all, focused);
  });

  const enter = (id: string | undefined) => {
    if (id === undefined) return;
    void go(all, id);
    const part = (name: string) => area.current?.querySelector<HTMLElement>(`[data-pane="${id}"] ${name}`);
    requestAnimationFrame(() => (part('textarea') ?? part('[role=log]'))?.focus());
  };
  const close = (id: string) => {
    const left = withoutPane(all, focused, id);
    if (left.focused === null) return void navigate({ to: '/tickets', search: { ...search, beside: undefined } });
    void go(left.panes, left.focused);
  };
  const spread = async () => {
    const mine = await queryClient.ensureInfiniteQueryData(listQuery({ view: 'mine', state: 'open' }));
    const running = mine.pages.flatMap((page) => page.items).filter((row) => row.assignee?.id === meId && row.chat?.state === 'accepted' && row.id !== focused);
    const room = fitting(area.current?.clientWidth ?? 0) - 1;
    const joined = running.sort(inOrder).slice(0, room);
    if (joined.length === 0) return showToast({ tone: 'error', text: t('none') });
    void go(joined.reduce((list, row) => withPane(list, focused, row.id), [focused]), focused);
  };
  const toggle = () => void (all.length > 1 ? go([focused], focused) : spread().catch(tellFailure));
  const several = panes.length > 1;
  const places = Array.from({ length: MOST_PANES }, (_, index) => index);
  useKeys({
    beside: wide ? toggle : undefined,
    closePane: several ? () => close(focused) : undefined,
    ...Object.fromEntries(places.flatMap((at) => [[`pane${at + 1}`, several && panes[at] ? () => enter(panes[at]) : undefined]])),
  });
  return { panes, area, close, focus: (id: string) => void go(all, id), toggle: wide ? toggle : null };
}
