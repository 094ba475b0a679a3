import type { useNavigate } from '@tanstack/react-router';
import { besideOf, panesOf, withPane } from '../../app/panes.rules.js';
import type { ListSearch } from '../../app/search.js';
import { DESK } from '../../app/use-media.js';

/** Opens a ticket beside what is open, with the focus; by itself where nothing is, or where the screen is too narrow. */
export function openBeside(navigate: ReturnType<typeof useNavigate>, search: ListSearch, selectedId: string | undefined, id: string): void {
  const panes = selectedId !== undefined && window.matchMedia(DESK).matches ? withPane(panesOf(search.beside, selectedId, null), selectedId, id) : [id];
  void navigate({ to: '/tickets/$ticketId', params: { ticketId: id }, search: { ...search, beside: undefined, ...besideOf(panes) } });
}
