import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '../../../client/search.data.js';
import { knownRows } from '../../../client/tickets.data.js';

const SHOWN = 6;

/** Tickets whose number, name or last words hold what was typed: those this page knows at once, the others as the search finds them. */
export function useFoundTickets(typed: string) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view } = useSearch({ strict: false });
  const wanted = typed.trim().replace(/^#/, '').toLocaleLowerCase();
  const q = useDeferredValue(typed.trim());
  const hits = useInfiniteQuery({ ...searchQuery(q), enabled: q.length > 1 }).data?.pages[0]?.items ?? [];
  if (!wanted) return [];
  const known = knownRows()
    .map((row) => ({ row, text: `${row.customer.name || t('visitor.unnamed', { number: row.number })} · ${row.subject ?? row.preview?.text ?? ''}` }))
    .filter(({ row, text }) => String(row.number).startsWith(wanted) || text.toLocaleLowerCase().includes(wanted));
  const found = hits.map(({ ticket, hit }) => ({ row: ticket, text: `${ticket.customer.name || t('visitor.unnamed', { number: ticket.number })} · ${hit.text}` }));
  const here = new Set(known.map(({ row }) => row.id));
  // What was found later goes below, so that nothing moves under the cursor.
  return [...known, ...found.filter(({ row }) => !here.has(row.id))].slice(0, SHOWN).map(({ row, text }) => ({
    id: row.id,
    number: row.number,
    text: text.slice(0, 90),
    open: () => void navigate({ to: '/tickets/$ticketId', params: { ticketId: row.id }, search: { view: view ?? 'all' } }),
  }));
}
