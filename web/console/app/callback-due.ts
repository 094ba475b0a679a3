import i18next from 'i18next';
import { exactMinute } from '../../client/format.js';
import { currentLocale } from '../../client/i18n.js';
import { ticketPromisesQuery } from '../../client/promises.data.js';
import { queryClient } from '../../client/query.js';
import { detailQuery } from '../../client/tickets.data.js';
import { persist } from '../../ui/lazy-part.js';
import { showToast } from '../../ui/toast.js';
import { ring } from './alerts/ring.js';
import { CALL_TEXTS } from './call-texts.js';
import { customerName } from './customer-name.js';
import { router } from './router.js';

/** A call that one owes is due soon: told wherever in the console one is, and rung like a customer who waits too long. */
export async function tellCallbackDue(ticketId: string): Promise<void> {
  const [{ items }, { ticket }] = await Promise.all([queryClient.fetchQuery({ ...ticketPromisesQuery(ticketId), staleTime: 0 }), queryClient.fetchQuery(detailQuery(ticketId))]);
  const owed = items.find(({ kind, state }) => kind === 'callback' && (state === 'open' || state === 'broken'));
  if (!owed?.dueAt) return;
  const locale = currentLocale();
  if (!i18next.hasResourceBundle(locale, 'calls')) i18next.addResourceBundle(locale, 'calls', (await persist(CALL_TEXTS[locale])).default);
  const t = i18next.getFixedT(locale, 'calls');
  const title = t('dueNow', { number: ticket.number, name: customerName(ticket.customer.name, ticket.number, i18next.t), when: exactMinute(owed.dueAt) });
  const open = () => void router.navigate({ to: '/tickets/$ticketId', params: { ticketId }, search: { view: 'all' } });
  ring({ kind: 'late', key: `${owed.id} ${owed.dueAt}`, title, body: '', open });
  showToast({ tone: 'error', text: title, action: { label: t('show'), run: open } });
}
