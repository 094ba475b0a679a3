import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Plus, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { testWebhook, webhooksQuery } from '../../client/webhooks.data.js';
import { Button } from '../../ui/button.js';
import { AdminPage } from '../app/admin-page.js';
import { useChange } from '../app/use-change.js';
import { useTexts } from '../app/use-texts.js';
import { WEBHOOK_TEXTS } from '../app/webhook-texts.js';
import { nameOf } from '../features/webhooks/webhook-looks.js';
import { WebhookDialog } from '../features/webhooks/webhook-dialog.js';
import { WebhookList } from '../features/webhooks/webhook-list.js';
import { WebhookLog } from '../features/webhooks/webhook-log.js';

/** What other systems are told of. */
export default function WebhooksRoute() {
  return useTexts('webhooks', WEBHOOK_TEXTS) ? <Webhooks /> : <div className="flex-1" aria-busy />;
}

function Webhooks() {
  const { t } = useTranslation('webhooks');
  const webhooks = useQuery(webhooksQuery);
  const { change, busy } = useChange(['webhooks']);
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const shown = webhooks.data?.items.find(({ id }) => id === open);
  return (
    <AdminPage
      wide
      title={shown ? nameOf(shown) : t('title')}
      lead={shown ? '' : t('lead')}
      query={webhooks}
      action={
        shown ? (
          <>
            <Button icon={<ArrowLeft size={16} aria-hidden className="rtl:rotate-180" />} onClick={() => setOpen(null)}>
              {t('back')}
            </Button>
            <Button
              look="primary"
              icon={<Send size={16} aria-hidden />}
              busy={busy}
              disabled={shown.state !== 'on'}
              onClick={() => void change(() => testWebhook(shown.id))}
            >
              {t('test')}
            </Button>
          </>
        ) : (
          <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      {({ items }) => (
        <>
          {shown ? <WebhookLog key={shown.id} webhook={shown} /> : <WebhookList items={items} onOpen={setOpen} />}
          {adding && <WebhookDialog webhook={null} onClose={() => setAdding(false)} />}
        </>
      )}
    </AdminPage>
  );
}
