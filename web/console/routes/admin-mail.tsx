import type { Mailbox } from '#contracts/mail.js';
import { useQuery } from '@tanstack/react-query';
import { MailWarning, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailboxesQuery } from '../../client/mail.data.js';
import { teamsQuery } from '../../client/people.data.js';
import { Banner } from '../../ui/banner.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { AdminPage } from '../app/admin-page.js';
import { MAIL_TEXTS } from '../app/mail-texts.js';
import { useTexts } from '../app/use-texts.js';
import { MailboxCard } from '../features/mail/mailbox-card.js';
import { MailTexts } from '../features/mail/mail-texts.js';
import { MailboxDialog } from '../features/mail/mailbox-dialog.js';
import { PartnerList } from '../features/side-conversations/partner-list.js';
import { ReceivedMails } from '../features/mail/received-mails.js';

/** Mailboxes, and what came into them. */
export default function MailRoute() {
  return useTexts('mail', MAIL_TEXTS) ? <Mail /> : <div className="flex-1" aria-busy />;
}

function Mail() {
  const { t } = useTranslation('mail');
  const mailboxes = useQuery(mailboxesQuery);
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const [shown, setShown] = useState<Mailbox | 'new' | null>(null);
  return (
    <AdminPage
      title={t('title')}
      lead={t('lead')}
      query={mailboxes}
      wide
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setShown('new')}>
          {t('add')}
        </Button>
      }
    >
      {({ items, stores, canSend }) => (
        <>
          {!canSend && (
            <Banner tone="amber" icon={<MailWarning size={16} aria-hidden />}>
              {t('cannotSend')}
            </Banner>
          )}
          <section className="flex flex-col gap-3">
            <h2 className="text-16 font-semibold">{t('boxes')}</h2>
            {items.length === 0 && <EmptyState>{t('none')}</EmptyState>}
            {items.map((mailbox) => (
              <MailboxCard key={mailbox.id} mailbox={mailbox} onChange={() => setShown(mailbox)} />
            ))}
          </section>
          <PartnerList />
          <MailTexts />
          <ReceivedMails />
          {shown && <MailboxDialog mailbox={shown === 'new' ? null : shown} stores={stores} teams={teams} onClose={() => setShown(null)} />}
        </>
      )}
    </AdminPage>
  );
}
