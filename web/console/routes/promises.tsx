import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../client/clock.js';
import { figuresQuery } from '../../client/promises.data.js';
import { Segments } from '../../ui/choice.js';
import { ErrorState } from '../../ui/error-state.js';
import { PaneHead, RowSkeletons } from '../../ui/pane.js';
import { errorText } from '../app/error-text.js';
import { type Chosen, PromiseFigures } from '../features/promises/promise-figures.js';
import { PromiseRows } from '../features/promises/promise-rows.js';
import { usePromiseTexts } from '../features/promises/use-promise-texts.js';

const DAY_MS = 86_400_000;
const SPANS = { week: 7, month: 30, quarter: 90 } as const;
type Span = keyof typeof SPANS;
const ticketLink = (row: { ticketId: string }, children: ReactNode) => (
  <Link to="/tickets/$ticketId" params={{ ticketId: row.ticketId }} search={{ view: 'all' }} className="text-accent-text hover:underline">
    {children}
  </Link>
);

/** Do we keep what we promise to those who found nobody? */
export default function PromisesRoute() {
  const { t } = useTranslation('promises');
  const here = usePromiseTexts();
  const [until] = useState(() => new Date(serverNow()).toISOString());
  const [span, setSpan] = useState<Span>('month');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const period = { from: new Date(Date.parse(until) - SPANS[span] * DAY_MS).toISOString(), to: until };
  const figures = useQuery(figuresQuery(period));
  if (!here) return null;
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <PaneHead>
        <h1 className="text-14 font-semibold">{t('figures.title')}</h1>
        <p className="truncate text-13 text-muted max-mid:hidden">{t('figures.question')}</p>
      </PaneHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[72rem] flex-col gap-6 px-4 py-6 mid:px-6">
          <Segments
            label={t('figures.period')}
            value={span}
            options={[
              { value: 'week', label: t('figures.days', { count: SPANS.week }) },
              { value: 'month', label: t('figures.days', { count: SPANS.month }) },
              { value: 'quarter', label: t('figures.days', { count: SPANS.quarter }) },
            ]}
            onChange={(next) => {
              setSpan(next);
              setChosen(null);
            }}
          />
          {figures.isPending && <RowSkeletons count={3} height={44} />}
          {figures.isError && <ErrorState message={errorText(figures.error)} retryLabel={t('common:retry')} onRetry={() => void figures.refetch()} />}
          {figures.data && <PromiseFigures rows={figures.data.rows} chosen={chosen} onChoose={setChosen} />}
          <p className="text-12 text-muted">{t('figures.definition')}</p>
          {chosen && (
            <section className="flex flex-col gap-3">
              <h2 className="text-14 font-semibold">{[t(`kinds.${chosen.kind}`), chosen.team?.name, chosen.state && t(`states.${chosen.state}`)].filter(Boolean).join(' · ')}</h2>
              <PromiseRows
                query={{ ...period, kind: chosen.kind, ...(chosen.state ? { state: chosen.state } : {}), ...(chosen.team ? { teamId: chosen.team.id } : {}) }}
                link={ticketLink}
              />
            </section>
          )}
        </div>
      </div>
    </div>
  );
}
