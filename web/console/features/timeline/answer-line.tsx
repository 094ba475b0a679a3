import { useQuery } from '@tanstack/react-query';
import { MailWarning, Send } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recipientsQuery } from '../../../client/mail.data.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { SENDING_TEXTS } from '../../app/sending-texts.js';
import { useTexts } from '../../app/use-texts.js';

const RecipientsDialog = lazyPart(() => import('./recipients-dialog.js'));

/** Where the answer that is being written will go, and why it would reach nobody. Says nothing of a talk that the customer reads himself. */
export default function AnswerLine({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('sending');
  const ready = useTexts('sending', SENDING_TEXTS);
  const { data } = useQuery(recipientsQuery(ticketId));
  const [open, setOpen] = useState(false);
  if (!ready || !data || data.way === 'talk') return null;
  const { to, hold, participants, can } = data;
  const copies = participants.filter(({ state }) => state === 'included');
  const named = participants.length - copies.length;
  const Icon = hold ? MailWarning : Send;
  return (
    <>
      <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-12 text-muted">
        <Icon size={14} className={hold ? 'text-red' : undefined} aria-hidden />
        {hold && <span className="font-medium text-red">{t(`hold.${hold}`)}</span>}
        {to !== null && hold !== 'blocked' && (
          <span className="min-w-0">
            {t('to')} <bdi className="break-all text-text">{to}</bdi>
            {copies.map(({ id, address }, index) => (
              <span key={id}>
                {index === 0 ? `, ${t('cc')} ` : ', '}
                <bdi className="break-all text-text">{address}</bdi>
              </span>
            ))}
          </span>
        )}
        {can.change && to !== null && (
          <button type="button" className="target rounded-control px-1 font-medium text-accent-text hover:bg-press" onClick={() => setOpen(true)}>
            {named > 0 ? t('alsoNamed', { count: named }) : t('people')}
          </button>
        )}
      </p>
      {open && (
        <Suspense fallback={null}>
          <RecipientsDialog ticketId={ticketId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
