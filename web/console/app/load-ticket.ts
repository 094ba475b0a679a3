/** The ticket's page is a file of its own: the list shows first, and this comes while the reader looks at it. */
export const loadTicketRoute = () => import('../routes/ticket.js');
