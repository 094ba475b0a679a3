import { prefetch } from '../../ui/lazy-part.js';

/** The ticket's page is a file of its own: the list shows first, and this comes while the reader looks at it. */
export const loadTicketRoute = () => import('../routes/ticket.js');

/** Fetches what will be wanted soon, once the page has nothing better to do. */
export function prefetchSoon(): () => void {
  const fetchAll = () =>
    [
      loadTicketRoute,
      () => import('../../ui/menu-popup.js'),
      () => import('../features/palette/palette.js'),
      () => import('../features/tickets/end-dialog.js'),
    ].forEach(prefetch);
  const timer = window.setTimeout(fetchAll, 2500);
  return () => window.clearTimeout(timer);
}
