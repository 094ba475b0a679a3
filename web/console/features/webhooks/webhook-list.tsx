import type { Webhook } from '#contracts/webhooks.js';
import { Ellipsis, KeyRound, Pencil, Power, ScrollText, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { changeWebhook, removeWebhook } from '../../../client/webhooks.data.js';
import Confirm from '../../../ui/confirm.js';
import { Menu } from '../../../ui/menu.js';
import { Table } from '../../../ui/table.js';
import { useChange } from '../../app/use-change.js';
import { SecretDialog } from './secret-dialog.js';
import { WebhookDialog } from './webhook-dialog.js';
import { nameOf, StateBadge } from './webhook-looks.js';

type Deed = { readonly kind: 'change' | 'secret' | 'remove'; readonly webhook: Webhook };

/** Every endpoint: what it gets, and how it fares. */
export function WebhookList({ items, onOpen }: { items: readonly Webhook[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('webhooks');
  const { change } = useChange(['webhooks']);
  const [deed, setDeed] = useState<Deed | null>(null);
  const actions = (webhook: Webhook) => {
    const { id, url, description, types, parts, state, version } = webhook;
    return [
      { key: 'log', label: t('log'), icon: <ScrollText size={16} aria-hidden />, onSelect: () => onOpen(id) },
      { key: 'change', label: t('change'), icon: <Pencil size={16} aria-hidden />, onSelect: () => setDeed({ kind: 'change', webhook }) },
      {
        key: 'on',
        label: t(state === 'on' ? 'switchOff' : 'switchOn'),
        icon: <Power size={16} aria-hidden />,
        onSelect: () => void change(() => changeWebhook(id, { url, description, types, parts, on: state !== 'on' }, version)),
      },
      { key: 'secret', label: t('newSecret'), icon: <KeyRound size={16} aria-hidden />, onSelect: () => setDeed({ kind: 'secret', webhook }) },
      { key: 'remove', label: t('remove'), icon: <Trash2 size={16} aria-hidden />, danger: true, onSelect: () => setDeed({ kind: 'remove', webhook }) },
    ];
  };
  return (
    <>
      <Table
        empty={t('none')}
        columns={[
          { label: t('column.endpoint') },
          { label: t('column.state') },
          { label: t('column.types') },
          { label: t('column.delivered'), end: true },
          { label: t('column.due'), end: true },
          { label: t('column.failed'), end: true },
          { label: <span className="sr-only">{t('column.actions')}</span>, end: true },
        ]}
        rows={items.map((webhook) => ({
          key: webhook.id,
          cells: [
            <button type="button" className="block max-w-80 min-w-48 rounded-control text-start hover:underline" onClick={() => onOpen(webhook.id)}>
              <span dir="auto" className="block truncate font-medium">
                {nameOf(webhook)}
              </span>
              <span dir="ltr" className="block truncate font-mono text-12 text-muted" title={webhook.url}>
                {webhook.url}
              </span>
            </button>,
            <StateBadge webhook={webhook} />,
            <span className="text-muted" title={webhook.types.map((type) => t(`types.${type}`)).join('\n')}>
              {webhook.types.length === 0 ? t('rulesOnly') : t('count', { count: webhook.types.length })}
            </span>,
            number(webhook.counts.delivered),
            number(webhook.counts.due),
            webhook.counts.failed > 0 ? <span className="font-medium text-red">{number(webhook.counts.failed)}</span> : 0,
            <Menu
              align="end"
              groups={[{ items: actions(webhook) }]}
              aria-label={t('actionsOf', { name: nameOf(webhook) })}
              className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text"
            >
              <Ellipsis size={16} aria-hidden />
            </Menu>,
          ],
        }))}
      />
      {deed?.kind === 'change' && <WebhookDialog webhook={deed.webhook} onClose={() => setDeed(null)} />}
      {deed?.kind === 'secret' && <SecretDialog webhook={deed.webhook} onClose={() => setDeed(null)} />}
      {deed?.kind === 'remove' && (
        <Confirm
          title={t('removeTitle', { name: nameOf(deed.webhook) })}
          text={t('removeText')}
          confirmLabel={t('remove')}
          cancelLabel={t('common:cancel')}
          onConfirm={() => void change(() => removeWebhook(deed.webhook.id))}
          onClose={() => setDeed(null)}
        />
      )}
    </>
  );
}
