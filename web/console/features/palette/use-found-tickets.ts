import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { knownRows } from '../../../client/tickets.data.js';

const SHOWN = 6;

/** Tickets this page already knows whose number, name or last words hold what was typed. */
export function useFoundTickets(typed: string) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view } = useSearch({ strict: false });
  const wanted = typed.trim().replace(/^#/, '').toLocaleLowerCase();
  if (!wanted) return [];
  return knownRows()
    .map((row) => ({ row, text: `${row.customer.name || t('visitor.unnamed', { number: row.number })} · ${row.preview?.text ?? ''}` }))
    .filter(({ row, text }) => String(row.number).startsWith(wanted) || text.toLocaleLowerCase().includes(wanted))
    .slice(0, SHOWN)
    .map(({ row, text }) => ({
      id: row.id,
      number: row.number,
      // cmdk filters by what it is given: a number that was typed must be in it.
      text: `${text} `.slice(0, 90) + (String(row.number).startsWith(wanted) ? `#${row.number}` : ''),
      open: () => void navigate({ to: '/tickets/$ticketId', params: { ticketId: row.id }, search: { view: view ?? 'all' } }),
    }));
}
