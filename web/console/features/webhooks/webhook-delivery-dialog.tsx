import type { WebhookTry } from '#contracts/webhooks.js';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../../../client/format.js';
import { redeliver, webhookDeliveryQuery } from '../../../client/webhooks.data.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { CopyField } from '../../app/copy-field.js';
import { useChange } from '../../app/use-change.js';
import { DeliveryBadge, useOutcome } from './webhook-looks.js';

const readable = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);
const lines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

interface Props {
  webhookId: string;
  deliveryId: string;
  onClose: () => void;
}

/** One message: what it says, and every try with what was answered. */
export function DeliveryDialog({ webhookId, deliveryId, onClose }: Props) {
  const { t } = useTranslation('webhooks');
  const { data } = useQuery(webhookDeliveryQuery(webhookId, deliveryId));
  const { change, busy } = useChange(['webhooks']);
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={data ? t(`types.${data.type}`) : t('detail')}
      description={data ? `webhook-id ${data.id}` : undefined}
      closeLabel={t('common:close')}
      actions={
        data?.can.redeliver && (
          <Button look="primary" busy={busy} onClick={() => void change(() => redeliver(webhookId, deliveryId))}>
            {t('redeliver')}
          </Button>
        )
      }
    >
      {!data ? (
        <RowSkeletons count={4} height={44} />
      ) : (
        <div className="flex flex-col gap-5">
          <div className="flex flex-wrap items-center gap-3 text-13 text-muted">
            <DeliveryBadge delivery={data} />
            {data.state === 'due' && data.attempts > 0 && <span>{t('next', { time: exactTime(data.dueAt) })}</span>}
          </div>
          <CopyField label={t('body')} text={readable(data.body)} />
          <section className="flex flex-col gap-3">
            <h3 className="text-13 font-medium">{t('tries')}</h3>
            {data.tries.length === 0 && <p className="text-13 text-muted">{t('noTry')}</p>}
            {data.tries.map((one) => (
              <Try key={one.id} one={one} />
            ))}
          </section>
        </div>
      )}
    </Dialog>
  );
}

function Try({ one }: { one: WebhookTry }) {
  const { t } = useTranslation('webhooks');
  const outcome = useOutcome();
  return (
    <details className="rounded-panel border border-line">
      <summary className="flex cursor-pointer flex-wrap items-center gap-3 px-3 py-2 text-13">
        <Badge tone={one.fault === null ? 'green' : 'red'}>{outcome(one)}</Badge>
        <span className="tabular">{exactTime(one.at)}</span>
        <span className="tabular ms-auto text-muted">{t('took', { milliseconds: one.milliseconds })}</span>
      </summary>
      <div className="flex flex-col gap-3 border-t border-line p-3">
        {Object.keys(one.requestHeaders).length > 0 && <CopyField label={t('headers')} text={lines(one.requestHeaders)} />}
        {one.answer === '' ? <p className="text-13 text-muted">{t('noAnswer')}</p> : <CopyField label={t('answer')} text={one.answer} />}
      </div>
    </details>
  );
}
