import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.js';
import { PaneHead, RowSkeletons } from '../../ui/pane.js';
import { errorText } from './error-text.js';

interface Props<T> {
  title: string;
  lead?: string;
  action?: ReactNode;
  query: UseQueryResult<T>;
  wide?: boolean;
  children: (data: T) => ReactNode;
}

/** A page of settings in all its states. */
export function AdminPage<T>({ title, lead, action, query, wide = false, children }: Props<T>) {
  const { t } = useTranslation('common');
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PaneHead>
        <h1 className="text-14 font-semibold">{title}</h1>
        {lead && <p className="min-w-0 flex-1 truncate text-13 text-muted max-mid:hidden">{lead}</p>}
        <span className="ms-auto flex gap-2">{action}</span>
      </PaneHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className={`mx-auto flex flex-col gap-8 px-4 py-6 mid:px-6 ${wide ? 'max-w-[72rem]' : 'max-w-[44rem]'}`}>
          {query.isPending && <RowSkeletons count={5} height={52} />}
          {query.isError && query.data === undefined && (
            <ErrorState message={errorText(query.error)} retryLabel={t('retry')} onRetry={() => void query.refetch()} />
          )}
          {query.data !== undefined && children(query.data)}
        </div>
      </div>
    </div>
  );
}
