import type { Delivery, DeliveryState } from '#contracts/notifications.js';
import { Ban, CircleAlert, CircleCheck, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { Badge, type BadgeTone } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Table } from '../../../ui/table.js';
import { Time } from '../../../ui/time.js';

const LOOKS: Record<DeliveryState, { tone: BadgeTone; Icon: typeof Ban }> = {
  due: { tone: 'blue', Icon: Hourglass },
  delivered: { tone: 'green', Icon: CircleCheck },
  failed: { tone: 'red', Icon: CircleAlert },
  void: { tone: 'neutral', Icon: Ban },
};
const KNOWN = ['invitation', 'reset', 'answer', 'code', 'transcript', 'mail', 'webhook_off', 'rule', 'callback', 'notice'];

const nameOf = ({ template, channel }: Delivery): string => (channel === 'sms' ? 'codeSms' : KNOWN.includes(template) ? template : 'other');

interface Props {
  items: readonly Delivery[];
  empty: string;
  busy: boolean;
  onRetry: (delivery: Delivery) => void;
}

/** Each letter with its state, and what the other side said. */
export function DeliveryTable({ items, empty, busy, onRetry }: Props) {
  const { t } = useTranslation('deliveries');
  return (
    <Table
      empty={empty}
      columns={[
        { label: t('what') },
        { label: t('to') },
        { label: t('state') },
        { label: t('attempts'), end: true },
        { label: t('answer') },
        { label: t('when') },
        { label: <span className="sr-only">{t('retry')}</span>, end: true },
      ]}
      rows={items.map((delivery) => ({
        key: delivery.id,
        cells: [
          <span className="font-medium whitespace-nowrap">{t(`template.${nameOf(delivery)}`)}</span>,
          <Recipient delivery={delivery} />,
          <State delivery={delivery} />,
          delivery.attempts,
          <code className="block max-w-64 truncate text-12 text-muted" title={delivery.response ?? undefined}>
            {delivery.response ?? '–'}
          </code>,
          <Time at={delivery.createdAt} short={shortTime(delivery.createdAt, serverNow())} exact={exactTime(delivery.createdAt)} className="tabular whitespace-nowrap" />,
          delivery.can.retry && (
            <Button size="small" disabled={busy} aria-label={t('retryOf', { name: delivery.recipient?.name ?? t('nobody') })} onClick={() => onRetry(delivery)}>
              {t('retry')}
            </Button>
          ),
        ],
      }))}
    />
  );
}

function Recipient({ delivery: { recipient } }: { delivery: Delivery }) {
  const { t } = useTranslation('deliveries');
  if (!recipient) return <span className="text-muted">{t('nobody')}</span>;
  return (
    <span className="flex flex-col leading-tight" dir="auto">
      {recipient.name}
      <span className="text-12 text-muted">{recipient.email}</span>
    </span>
  );
}

function State({ delivery: { state, dueAt, attempts } }: { delivery: Delivery }) {
  const { t } = useTranslation('deliveries');
  const { tone, Icon } = LOOKS[state];
  const next = state === 'due' && attempts > 0 ? t('next', { time: exactTime(dueAt) }) : undefined;
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />} {...(next ? { title: next } : {})}>
      {t(`states.${state}`)}
    </Badge>
  );
}
