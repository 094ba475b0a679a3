import type { PromisePage } from '#contracts/promises.js';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { exactMinute } from '../../../client/format.js';
import { promiseRowsQuery, type RowsOf } from '../../../client/promises.data.js';
import { ErrorState } from '../../../ui/error-state.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { Table } from '../../../ui/table.js';
import { errorText } from '../../app/error-text.js';
import { PromiseBadge } from './promise-badge.js';
import { useDuration } from './use-duration.js';

type Row = z.infer<typeof PromisePage>['items'][number];

/** The rows behind a figure. */
export function PromiseRows({ query, link }: { query: RowsOf; link: (row: Row, children: ReactNode) => ReactNode }) {
  const { t } = useTranslation('promises');
  const duration = useDuration();
  const rows = useQuery(promiseRowsQuery(query));
  if (rows.isPending) return <RowSkeletons count={3} height={44} />;
  if (rows.isError) return <ErrorState message={errorText(rows.error)} retryLabel={t('common:retry')} onRetry={() => void rows.refetch()} />;
  return (
    <>
      <Table
        empty={t('figures.empty')}
        columns={[{ label: t('rows.ticket') }, { label: t('rows.state') }, { label: t('made') }, { label: t('due') }, { label: t('keptAt') }, { label: t('rows.took'), end: true }]}
        rows={rows.data.items.map((row) => ({
          key: row.id,
          cells: [
            link(row, <>{`#${row.ticketNumber}`} <span dir="auto">{row.customerName}</span></>),
            <PromiseBadge key="state" state={row.state} />,
            exactMinute(row.madeAt),
            row.dueAt === null ? t('untimed') : exactMinute(row.dueAt),
            row.keptAt === null ? '' : exactMinute(row.keptAt),
            row.openSeconds === null ? '' : duration(row.openSeconds),
          ],
        }))}
      />
      {rows.data.nextCursor && <p className="text-12 text-muted">{t('rows.more', { count: rows.data.items.length })}</p>}
    </>
  );
}
