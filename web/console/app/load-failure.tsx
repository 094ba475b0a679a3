import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { errorText } from './error-text.js';

/** What could not be fetched, within a part of a pane or a dialog that stands without it: said at the first failure, while it is tried again. */
export function LoadFailure({ of: { failureReason, refetch, isFetching } }: { of: Pick<UseQueryResult, 'failureReason' | 'refetch' | 'isFetching'> }) {
  const { t } = useTranslation('common');
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-2 text-13">
      <p className="min-w-0 flex-1 text-red">{errorText(failureReason)}</p>
      <Button size="small" busy={isFetching} onClick={() => void refetch()}>
        {t('retry')}
      </Button>
    </div>
  );
}
