import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ticketRatingsQuery } from '../../../client/ratings.data.js';
import { Section } from '../../../ui/pane.js';
import { RATING_TEXTS } from '../../app/rating-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { RatingFacts } from './rating-facts.js';

/** What the customer answered about this ticket's chats; nothing where nothing was answered. */
export default function TicketRatings({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('ratings');
  const ready = useTexts('ratings', RATING_TEXTS);
  const items = useQuery(ticketRatingsQuery(ticketId)).data?.items ?? [];
  if (!ready || items.length === 0) return null;
  return (
    <Section title={t('title')}>
      <ul className="flex flex-col gap-4">
        {items.map((rating) => (
          <li key={rating.id}>
            <RatingFacts rating={rating} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
