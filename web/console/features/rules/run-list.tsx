import type { RuleRun } from '#contracts/automation.js';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute, exactTime } from '../../../client/format.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Time } from '../../../ui/time.js';
import { errorText } from '../../app/error-text.js';
import { StepList } from './step-list.js';

const TONES = { done: 'green', nothing: 'neutral', stopped: 'amber' } as const;
type Pages = UseInfiniteQueryResult<InfiniteData<{ items: RuleRun[]; nextCursor: string | null }>>;

/** What rules did and left, the latest first. */
export function RunList({ pages, empty, nameOf }: { pages: Pages; empty: string; nameOf: (run: RuleRun) => ReactNode }) {
  const { t } = useTranslation('rules');
  if (pages.isError) return <ErrorState message={errorText(pages.error)} retryLabel={t('common:retry')} onRetry={() => void pages.refetch()} />;
  const runs = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (!pages.isPending && runs.length === 0) return <p className="text-13 text-muted">{empty}</p>;
  return (
    <>
      <ol aria-busy={pages.isPending} className="flex flex-col">
        {runs.map((run) => (
          <li key={run.id} className="flex flex-col gap-1.5 border-b border-line py-2.5 first:pt-0 last:border-b-0">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13">
              <span dir="auto" className="min-w-0 font-medium break-words">
                {nameOf(run)}
              </span>
              <Badge tone={TONES[run.outcome]}>{t(`outcome.${run.outcome}`)}</Badge>
              <span className="text-12 text-muted">
                {t('run.version', { version: run.version })}
                <span aria-hidden> · </span>
                <Time at={run.at} short={exactMinute(run.at)} exact={exactTime(run.at)} className="tabular" />
              </span>
            </span>
            {run.reason && <p className="text-13 text-amber">{t(`stop.${run.reason}`)}</p>}
            <StepList steps={run.steps} />
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button look="quiet" size="small" className="mt-2 -ms-2 self-start" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('run.more')}
        </Button>
      )}
    </>
  );
}
