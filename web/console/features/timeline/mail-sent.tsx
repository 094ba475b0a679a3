import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Hourglass, MailCheck, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ticketMailsQuery } from '../../../client/mail.data.js';
import { MAIL_TEXTS } from '../../app/mail-texts.js';
import { useTexts } from '../../app/use-texts.js';

/** What became of an answer that leaves by mail. */
export default function MailSent({ ticketId, messageId }: { ticketId: string; messageId: string }) {
  const { t } = useTranslation('mail');
  const ready = useTexts('mail', MAIL_TEXTS);
  const { data } = useQuery(ticketMailsQuery(ticketId));
  const mail = data?.sent.find((one) => one.messageId === messageId);
  if (!ready || !mail) return null;
  const state = mail.bounced ? 'bounced' : mail.state;
  const Icon = state === 'delivered' ? MailCheck : state === 'due' ? Hourglass : state === 'bounced' ? Undo2 : CircleAlert;
  const failed = state === 'failed' || state === 'bounced';
  return (
    <p className={`mt-2 flex flex-wrap items-center gap-1.5 border-t border-line pt-2 text-12 ${failed ? 'text-red' : 'text-muted'}`}>
      <Icon size={14} aria-hidden />
      {t(`sent.${state}`)}
      <span dir="ltr" className="break-all">
        {mail.to}
      </span>
      {failed && mail.response && <code className="text-12">{mail.response}</code>}
    </p>
  );
}
