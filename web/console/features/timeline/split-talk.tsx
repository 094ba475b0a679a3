import type { Splits } from '#contracts/splits.js';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { splitsQuery } from '../../../client/splits.data.js';
import { SPLIT_TEXTS } from '../../app/split-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { OtherEntry } from './other-entry.js';

const LINK = 'inline-flex h-7 items-center rounded-control px-2 text-13 text-accent-text hover:bg-press';

/** Where a talk was split: in the new ticket the words it is about, as they stand in the source; in the source the way to the new ones. */
export default function SplitTalk({ ticketId, otherId }: { ticketId: string; /** The new ticket, in the source. */ otherId: string | null }) {
  const { t } = useTranslation('splits');
  const ready = useTexts('splits', SPLIT_TEXTS);
  const { data } = useQuery(splitsQuery(ticketId));
  if (!ready || !data) return null;
  if (otherId === null) return data.from && <From from={data.from} />;
  const made = data.into.find(({ ticket }) => ticket.id === otherId);
  return (
    made && (
      <p className="mt-1 text-center">
        <Link to="/tickets/$ticketId" params={{ ticketId: made.ticket.id }} search={{ view: 'all' }} className={LINK}>
          {t('open', { number: made.ticket.number })}
        </Link>
      </p>
    )
  );
}

function From({ from: { source, messages } }: { from: NonNullable<Splits['from']> }) {
  const { t } = useTranslation('splits');
  return (
    <section aria-label={t('region')} className="mt-2 w-full rounded-panel border border-line border-s-4 border-s-line-strong bg-surface/60 px-3 py-3">
      <p className="mb-2 flex flex-wrap items-center justify-between gap-2 text-12 text-muted">
        {t('region')}
        {source && (
          <Link to="/tickets/$ticketId" params={{ ticketId: source.id }} search={{ view: 'all' }} className={LINK}>
            {t('open', { number: source.number })}
          </Link>
        )}
      </p>
      <ol className="flex flex-col gap-3">
        {messages.map((message) => (
          <li key={message.id}>
            <OtherEntry message={message} files />
          </li>
        ))}
      </ol>
    </section>
  );
}
