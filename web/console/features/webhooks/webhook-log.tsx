import { SentType, type Webhook, WebhookDeliveryState } from '#contracts/webhooks.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, number, shortTime } from '../../../client/format.js';
import { changeWebhook, redeliver, webhookLogQuery } from '../../../client/webhooks.data.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { SelectField } from '../../../ui/field.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { Table } from '../../../ui/table.js';
import { Time } from '../../../ui/time.js';
import { errorText } from '../../app/error-text.js';
import { useChange } from '../../app/use-change.js';
import { RedeliverDialog } from './redeliver-dialog.js';
import { DeliveryDialog } from './webhook-delivery-dialog.js';
import { DeliveryBadge, useOutcome } from './webhook-looks.js';

/** What one endpoint was sent, and what it said to that. */
export function WebhookLog({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const [state, setState] = useState<WebhookDeliveryState | undefined>();
  const [type, setType] = useState<SentType | undefined>();
  const [shown, setShown] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const { change, busy } = useChange(['webhooks']);
  const outcome = useOutcome();
  const log = useInfiniteQuery(webhookLogQuery(webhook.id, { state, type }));
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const { id, url, description, types, parts, version } = webhook;
  return (
    <div className="flex flex-col gap-4">
      {webhook.state !== 'on' && (
        <Banner
          tone={webhook.state === 'off' ? 'amber' : 'red'}
          icon={<CircleAlert size={16} aria-hidden />}
          actions={
            <Button size="small" disabled={busy} onClick={() => void change(() => changeWebhook(id, { url, description, types, parts, on: true }, version))}>
              {t('switchOn')}
            </Button>
          }
        >
          {t(`why.${webhook.state}`)}
        </Banner>
      )}
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label={t('filter.state')}
          value={state ?? ''}
          onChange={(event) => setState(WebhookDeliveryState.options.find((one) => one === event.target.value))}
          className="w-40"
        >
          <option value="">{t('filter.all')}</option>
          {WebhookDeliveryState.options.map((option) => (
            <option key={option} value={option}>
              {t(`delivery.${option}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('filter.type')}
          value={type ?? ''}
          onChange={(event) => setType(SentType.options.find((one) => one === event.target.value))}
          className="w-56"
        >
          <option value="">{t('filter.all')}</option>
          {SentType.options.map((option) => (
            <option key={option} value={option}>
              {t(`types.${option}`)}
            </option>
          ))}
        </SelectField>
        {webhook.counts.failed > 0 && (
          <Button className="ms-auto" disabled={webhook.state !== 'on'} onClick={() => setAsking(true)}>
            {t('redeliverAll', { count: webhook.counts.failed, shown: number(webhook.counts.failed) })}
          </Button>
        )}
      </div>
      {log.isPending && <RowSkeletons count={5} height={44} />}
      {log.isError && !log.data && <ErrorState message={errorText(log.error)} retryLabel={t('common:retry')} onRetry={() => void log.refetch()} />}
      {log.data && (
        <Table
          empty={t(state || type ? 'noneSuch' : 'noneYet')}
          columns={[
            { label: t('column.type') },
            { label: t('column.state') },
            { label: t('column.answer') },
            { label: t('column.tries'), end: true },
            { label: t('column.sequence'), end: true },
            { label: t('column.when') },
            { label: <span className="sr-only">{t('column.actions')}</span>, end: true },
          ]}
          rows={items.map((delivery) => ({
            key: delivery.id,
            cells: [
              <span className="font-medium whitespace-nowrap">{t(`types.${delivery.type}`)}</span>,
              <DeliveryBadge delivery={delivery} />,
              <span className="whitespace-nowrap text-muted">{outcome(delivery)}</span>,
              delivery.attempts,
              delivery.sequence,
              <Time
                at={delivery.createdAt}
                short={shortTime(delivery.createdAt, serverNow())}
                exact={exactTime(delivery.createdAt)}
                className="tabular whitespace-nowrap"
              />,
              <span className="inline-flex gap-2">
                <Button
                  size="small"
                  aria-label={t('detailOf', { type: t(`types.${delivery.type}`), number: delivery.sequence })}
                  onClick={() => setShown(delivery.id)}
                >
                  {t('detail')}
                </Button>
                {delivery.can.redeliver && delivery.state === 'failed' && (
                  <Button size="small" look="quiet" disabled={busy} onClick={() => void change(() => redeliver(id, delivery.id))}>
                    {t('redeliver')}
                  </Button>
                )}
              </span>,
            ],
          }))}
        />
      )}
      {log.hasNextPage && (
        <Button className="self-center" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {shown !== null && <DeliveryDialog webhookId={id} deliveryId={shown} onClose={() => setShown(null)} />}
      {asking && <RedeliverDialog webhookId={id} onClose={() => setAsking(false)} />}
    </div>
  );
}
