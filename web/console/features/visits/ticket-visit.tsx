import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../../client/format.js';
import { ticketVisitQuery } from '../../../client/visits.data.js';
import { useTexts } from '../../app/use-texts.js';
import { VISIT_TEXTS } from '../../app/visit-texts.js';
import { PageTrail } from './page-trail.js';
import { VisitFacts } from './visit-facts.js';

/** The visit during which this customer wrote, folded until somebody wants to know. */
export default function TicketVisit({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('visits');
  const ready = useTexts('visits', VISIT_TEXTS);
  const known = useQuery(ticketVisitQuery(ticketId)).data;
  if (!ready || !known) return null;
  const { trail, keptDays } = known;
  return (
    <details className="group border-b border-line">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 px-4 py-3 text-12 font-medium text-muted hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="shrink-0 group-open:rotate-90" />
        <h3>{t('trail.title')}</h3>
        {trail && <span className="ms-auto font-normal">{t('pages', { count: trail.visit.pageCount })}</span>}
      </summary>
      <div className="flex flex-col gap-3 px-4 pb-4">
        {trail ? (
          <>
            <VisitFacts visit={trail.visit} />
            <PageTrail trail={trail} />
            {!trail.visit.here && <p className="text-12 text-muted">{t('trail.left', { time: clockTime(trail.visit.seenAt) })}</p>}
          </>
        ) : (
          <p className="text-13 text-muted">{t('trail.none', { count: keptDays })}</p>
        )}
      </div>
    </details>
  );
}
