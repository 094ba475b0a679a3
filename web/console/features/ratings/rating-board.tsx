import type { RatingSummary } from '#contracts/ratings.js';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { currentLocale } from '../../../client/i18n.js';
import { ratingSummaryQuery } from '../../../client/ratings.data.js';
import { SelectField } from '../../../ui/field.js';
import { Table } from '../../../ui/table.js';
import { RATING_TEXTS } from '../../app/rating-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { RatingFacts } from './rating-facts.js';

const PERIODS = [1, 7, 30, 90] as const;
type TicketLink = (ticketId: string, children: ReactNode) => ReactNode;

/** What customers answered at the end of chats: counts first, shares only beside them. */
export default function RatingBoard({ ticketLink }: { ticketLink: TicketLink }) {
  const { t } = useTranslation('ratings');
  const ready = useTexts('ratings', RATING_TEXTS);
  const [days, setDays] = useState<number>(7);
  const summary = useQuery(ratingSummaryQuery(days)).data;
  if (!ready || !summary) return <div className="min-h-40" aria-busy />;
  return (
    <section className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="text-14 font-semibold">{t('title')}</h2>
          <p className="text-13 text-muted">{t('counted', { asked: number(summary.asked), answered: number(summary.answered), dismissed: number(summary.dismissed) })}</p>
        </div>
        <SelectField label={t('period')} className="w-44" value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {t('days', { count: period })}
            </option>
          ))}
        </SelectField>
      </div>
      {summary.answered === 0 ? <p className="rounded-panel border border-line px-4 py-6 text-13 text-muted">{t('none')}</p> : <Answered summary={summary} ticketLink={ticketLink} />}
    </section>
  );
}

function Answered({ summary, ticketLink }: { summary: RatingSummary; ticketLink: TicketLink }) {
  const { t } = useTranslation('ratings');
  const { scores, answered, solved, tags, agents, latest } = summary;
  return (
    <>
      <div className="grid gap-4 desk:grid-cols-2">
        <div className="flex flex-col gap-4 rounded-panel border border-line bg-surface p-4">
          <ol className="flex flex-col gap-2">
            {[5, 4, 3, 2, 1].map((score) => (
              <Bar key={score} name={t(`names.${score}`)} count={scores[score - 1] ?? 0} of={answered} />
            ))}
          </ol>
          <p className="border-t border-line pt-3 text-13">{t('solvedCounts', { yes: number(solved.yes), no: number(solved.no), unsaid: number(solved.unsaid) })}</p>
          {tags.length > 0 && (
            <p className="flex flex-wrap gap-x-3 gap-y-1 text-13">
              {tags.slice(0, 8).map((tag) => (
                <span key={tag.key}>
                  {tag.label[currentLocale()] ?? tag.key} <span className="tabular text-muted">{number(tag.count)}</span>
                </span>
              ))}
            </p>
          )}
        </div>
        <ul className="flex max-h-96 flex-col divide-y divide-line overflow-y-auto rounded-panel border border-line bg-surface">
          {latest.map((rating) => (
            <li key={rating.id} className="px-4 py-3">
              {ticketLink(rating.ticketId, <RatingFacts rating={rating} people />)}
            </li>
          ))}
        </ul>
      </div>
      <Table
        empty={t('none')}
        columns={[{ label: t('agent') }, { label: t('n'), end: true }, ...[5, 4, 3, 2, 1].map((score) => ({ label: t('stars', { count: score }), end: true }))]}
        rows={agents.map(({ agent, answered: given, scores: own }) => ({
          key: agent.id,
          cells: [agent.name, number(given), ...[5, 4, 3, 2, 1].map((score) => number(own[score - 1] ?? 0))],
        }))}
      />
      <p className="text-12 text-muted">{t('howCounted')}</p>
    </>
  );
}

/** The count stands first; the share follows with what it is a share of. */
function Bar({ name, count, of }: { name: string; count: number; of: number }) {
  const { t } = useTranslation('ratings');
  const share = of === 0 ? 0 : Math.round((100 * count) / of);
  return (
    <li className="grid grid-cols-[7.5rem_1fr_2rem_5rem] items-center gap-3 text-13">
      <span className="truncate">{name}</span>
      <span className="h-2 rounded-full bg-hover" aria-hidden>
        <span className="block h-2 rounded-full bg-accent" style={{ width: `${share}%` }} />
      </span>
      <span className="tabular text-end font-medium">{number(count)}</span>
      <span className="tabular text-12 text-muted">{t('share', { share, of: number(of) })}</span>
    </li>
  );
}
