import type { Webhook, WebhookDelivery, WebhookDeliveryState, WebhookState } from '#contracts/webhooks.js';
import { CircleAlert, CircleCheck, CirclePause, Hourglass, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../../../client/format.js';
import { Badge, type BadgeTone } from '../../../ui/badge.js';

type Look = { tone: BadgeTone; Icon: typeof CircleAlert };
const STATES: Record<WebhookState, Look> = {
  on: { tone: 'green', Icon: CircleCheck },
  off: { tone: 'neutral', Icon: CirclePause },
  gone: { tone: 'red', Icon: CircleAlert },
  failing: { tone: 'red', Icon: CircleAlert },
};
const DELIVERIES: Record<WebhookDeliveryState, Look> = {
  due: { tone: 'blue', Icon: Hourglass },
  delivered: { tone: 'green', Icon: CircleCheck },
  failed: { tone: 'red', Icon: CircleAlert },
};

/** What people call it, or the machine it lies on. */
export const nameOf = ({ description, url }: Webhook): string => description || new URL(url).host;

export function StateBadge({ webhook: { state, failingSince, offAt } }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  if (state === 'on' && failingSince)
    return (
      <Badge tone="amber" icon={<TriangleAlert size={12} aria-hidden />} title={t('failingSince', { time: exactTime(failingSince) })}>
        {t('states.troubled')}
      </Badge>
    );
  const { tone, Icon } = STATES[state];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />} {...(offAt ? { title: exactTime(offAt) } : {})}>
      {t(`states.${state}`)}
    </Badge>
  );
}

export function DeliveryBadge({ delivery: { state, attempts, dueAt } }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation('webhooks');
  const { tone, Icon } = DELIVERIES[state];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />} {...(state === 'due' && attempts > 0 ? { title: t('next', { time: exactTime(dueAt) }) } : {})}>
      {t(`delivery.${state}`)}
    </Badge>
  );
}

/** What was answered, in a word: a status, or why there is none. */
export function useOutcome(): (of: Pick<WebhookDelivery, 'status' | 'fault'>) => string {
  const { t } = useTranslation('webhooks');
  return ({ status, fault }) => {
    if (fault === null || fault === 'status' || fault === 'redirect') return status === null ? '–' : String(status);
    return t(`fault.${fault}`);
  };
}
