import i18next from 'i18next';
import { serverNow } from '../../client/clock.js';
import { currentLocale } from '../../client/i18n.js';
import { queryClient } from '../../client/query.js';
import { ticketRatingsQuery } from '../../client/ratings.data.js';
import { persist } from '../../ui/lazy-part.js';
import { showToast } from '../../ui/toast.js';
import { RATING_TEXTS } from './rating-texts.js';
import { router } from './router.js';

const PRAISE = 4;
const NEW_FOR_MS = 60_000;

/** Good news reaches who earned it, wherever in the console; a poor rating waits quietly on its ticket. */
export async function tellPraise(ticketId: string, accountId: string): Promise<void> {
  const { items } = await queryClient.fetchQuery({ ...ticketRatingsQuery(ticketId), staleTime: 0 });
  const [rating] = items;
  if (!rating || rating.score < PRAISE || rating.changedAt || !rating.agents.some((agent) => agent.id === accountId)) return;
  if (serverNow() - Date.parse(rating.at) > NEW_FOR_MS) return;
  const locale = currentLocale();
  if (!i18next.hasResourceBundle(locale, 'ratings')) i18next.addResourceBundle(locale, 'ratings', (await persist(RATING_TEXTS[locale])).default);
  const t = i18next.getFixedT(locale, 'ratings');
  const stars = t('praise', { count: rating.score });
  showToast({
    tone: 'done',
    text: rating.comment ? t('praiseSaid', { stars, comment: rating.comment.slice(0, 140) }) : stars,
    action: { label: t('show'), run: () => void router.navigate({ to: '/tickets/$ticketId', params: { ticketId }, search: { view: 'all' } }) },
  });
}
