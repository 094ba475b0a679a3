import type { DeliveryState } from '#contracts/notifications.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MailWarning } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery, retryDelivery } from '../../client/deliveries.data.js';
import { Banner } from '../../ui/banner.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { SelectField } from '../../ui/field.js';
import { PaneHead, RowSkeletons } from '../../ui/pane.js';
import { errorText } from '../app/error-text.js';
import { useChange } from '../app/use-change.js';
import { useTexts } from '../app/use-texts.js';
import { DeliveryTable } from '../features/deliveries/delivery-table.js';

const STATES: readonly DeliveryState[] = ['due', 'delivered', 'failed', 'void'];
const TEXTS = {
  en: () => import('../../locales/en/deliveries.json'),
  'zh-CN': () => import('../../locales/zh-CN/deliveries.json'),
  'zh-TW': () => import('../../locales/zh-TW/deliveries.json'),
};

/** What left the house, what waits, and what was refused. */
export default function DeliveriesRoute() {
  return useTexts('deliveries', TEXTS) ? <Deliveries /> : <div className="flex-1" aria-busy />;
}

function Deliveries() {
  const { t } = useTranslation('deliveries');
  const [state, setState] = useState<DeliveryState | undefined>();
  const { change, busy } = useChange(['deliveries']);
  const { data, isPending, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(deliveriesQuery(state));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PaneHead>
        <h1 className="text-14 font-semibold">{t('title')}</h1>
        <p className="min-w-0 flex-1 truncate text-13 text-muted max-mid:hidden">{t('lead')}</p>
      </PaneHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[72rem] flex-col gap-4 px-4 py-6 mid:px-6">
          {data?.pages[0]?.mailServer === false && (
            <Banner tone="amber" icon={<MailWarning size={16} aria-hidden />}>
              {t('noServer')}
            </Banner>
          )}
          <SelectField label={t('filter')} value={state ?? ''} onChange={(event) => setState(STATES.find((known) => known === event.target.value))} className="max-w-48">
            <option value="">{t('all')}</option>
            {STATES.map((option) => (
              <option key={option} value={option}>
                {t(`states.${option}`)}
              </option>
            ))}
          </SelectField>
          {isPending && <RowSkeletons count={5} height={44} />}
          {isError && !data && <ErrorState message={errorText(error)} retryLabel={t('common:retry')} onRetry={() => void refetch()} />}
          {data && (
            <DeliveryTable
              items={items}
              empty={t(state ? 'noneInState' : 'none')}
              busy={busy}
              onRetry={(delivery) => void change(() => retryDelivery(delivery.id))}
            />
          )}
          {hasNextPage && (
            <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
