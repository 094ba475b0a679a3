import i18next from 'i18next';
import { currentLocale } from '../../client/i18n.js';
import { outgoingQuery } from '../../client/outgoing.data.js';
import { queryClient } from '../../client/query.js';
import { persist } from '../../ui/lazy-part.js';
import { showToast } from '../../ui/toast.js';
import { router } from './router.js';
import { SENDING_TEXTS } from './sending-texts.js';

/** A reply of one's own did not leave: told wherever in the console one is by now. */
export async function tellReturned(ticketId: string): Promise<void> {
  const { items } = await queryClient.fetchQuery({ ...outgoingQuery(ticketId), staleTime: 0 });
  const held = items.findLast(({ state }) => state === 'returned');
  if (!held) return;
  const locale = currentLocale();
  if (!i18next.hasResourceBundle(locale, 'sending')) i18next.addResourceBundle(locale, 'sending', (await persist(SENDING_TEXTS[locale])).default);
  const t = i18next.getFixedT(locale, 'sending');
  showToast({ tone: 'error', text: `${t(`returned.${held.reason ?? 'closed'}`)} ${t('inDraft')}`, action: { label: t('show'), run: () => void router.navigate({ to: '/tickets/$ticketId', params: { ticketId }, search: { view: 'all' } }) } });
}
