import type { TicketMails } from '#contracts/mail.js';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Hourglass, MailCheck, MailWarning, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sendMailAgain, ticketMailsQuery } from '../../../client/mail.data.js';
import { MAIL_TEXTS } from '../../app/mail-texts.js';
import { useChange } from '../../app/use-change.js';
import { useTexts } from '../../app/use-texts.js';

/** What became of an answer that leaves by mail: a line for each address, and sending again what failed. */
export default function MailSent({ ticketId, messageId }: { ticketId: string; messageId: string }) {
  const { t } = useTranslation('mail');
  const ready = useTexts('mail', MAIL_TEXTS);
  const { data } = useQuery(ticketMailsQuery(ticketId));
  if (!ready || !data) return null;
  const mails = data.sent.filter((one) => one.messageId === messageId);
  const unsent = data.unsent.includes(messageId);
  if (mails.length === 0 && !unsent) return null;
  return (
    <div className="mt-2 flex flex-col gap-1 border-t border-line pt-2">
      {unsent && (
        <p className="flex items-center gap-1.5 text-12 text-red">
          <MailWarning size={14} aria-hidden />
          {t('unsent')}
        </p>
      )}
      {mails.map((mail) => (
        <Leaving key={mail.id} ticketId={ticketId} mail={mail} />
      ))}
    </div>
  );
}

function Leaving({ ticketId, mail }: { ticketId: string; mail: TicketMails['sent'][number] }) {
  const { t } = useTranslation('mail');
  const { busy, change } = useChange(ticketMailsQuery(ticketId).queryKey);
  const state = mail.bounced ? 'bounced' : mail.state;
  const Icon = state === 'delivered' ? MailCheck : state === 'due' ? Hourglass : state === 'bounced' ? Undo2 : CircleAlert;
  const failed = state === 'failed' || state === 'bounced';
  return (
    <p className={`flex flex-wrap items-center gap-1.5 text-12 ${failed ? 'text-red' : 'text-muted'}`}>
      <Icon size={14} aria-hidden />
      {t(`sent.${state}`)}
      {mail.copy && <span>{t('copyTo')}</span>}
      <span dir="ltr" className="break-all">
        {mail.to}
      </span>
      {failed && mail.response && <code className="text-12">{mail.response}</code>}
      {mail.can.retry && (
        <button
          type="button"
          disabled={busy}
          aria-label={t('sendAgainTo', { address: mail.to })}
          className="target rounded-control px-1 font-medium underline underline-offset-2 hover:bg-press"
          onClick={() => void change(() => sendMailAgain(ticketId, mail.id))}
        >
          {t('sendAgain')}
        </button>
      )}
    </p>
  );
}
