import { useQuery } from '@tanstack/react-query';
import { Bot, Download, FileWarning, ShieldAlert, TextQuote } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailSourceUrl, mailTextQuery, ticketMailsQuery } from '../../../client/mail.data.js';
import { Badge } from '../../../ui/badge.js';
import { Spinner } from '../../../ui/spinner.js';
import { LinkedWords } from '../../app/linked-words.js';
import { MAIL_TEXTS } from '../../app/mail-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { MailPage } from './mail-page.js';
import { subjectBefore } from './mail.rules.js';

const ACTION = 'target inline-flex items-center gap-1 rounded-control text-12 text-muted hover:text-text';

/** What came with the words of a mail: its subject where it changes, how far its sender is known, what it quotes, and as it was sent. */
export default function MailReceived({ ticketId, messageId }: { ticketId: string; messageId: string }) {
  const { t } = useTranslation('mail');
  const ready = useTexts('mail', MAIL_TEXTS);
  const { data } = useQuery(ticketMailsQuery(ticketId));
  const [open, setOpen] = useState<'text' | 'page' | null>(null);
  const mail = data?.received.find((one) => one.messageId === messageId);
  if (!ready || !mail) return null;
  const toggle = (what: 'text' | 'page') => setOpen(open === what ? null : what);
  const renamed = mail.subject !== '' && mail.subject !== subjectBefore(data?.received ?? [], messageId);
  return (
    <div className="mt-2 flex flex-col gap-1.5 border-t border-line pt-2">
      {renamed && (
        <p dir="auto" className="text-12 text-muted">
          <span className="font-medium">{t('subject')}</span> {mail.subject}
        </p>
      )}
      <p className="flex flex-wrap items-center gap-1.5 text-12 text-muted">
        <span dir="ltr" className="break-all">
          {mail.from}
        </span>
        {mail.automatic && (
          <Badge icon={<Bot size={12} aria-hidden />} title={t('automaticHint')}>
            {t(`automatic.${mail.automatic}`)}
          </Badge>
        )}
        {mail.trust === 'claimed' && !mail.automatic && (
          <Badge icon={<ShieldAlert size={12} aria-hidden />} title={t('claimedHint')}>
            {t('claimed')}
          </Badge>
        )}
      </p>
      {mail.lost.length > 0 && (
        <p className="flex items-start gap-1 text-12 text-muted">
          <FileWarning size={14} className="mt-px shrink-0" aria-hidden />
          <span dir="auto">{t('lost', { names: mail.lost.join(', ') })}</span>
        </p>
      )}
      <p className="flex flex-wrap gap-x-3 gap-y-1">
        {mail.quotes && (
          <button type="button" className={ACTION} aria-expanded={open === 'text'} onClick={() => toggle('text')}>
            <TextQuote size={14} aria-hidden />
            {t(open === 'text' ? 'hideQuoted' : 'showQuoted')}
          </button>
        )}
        {mail.html && (
          <button type="button" className={ACTION} aria-expanded={open === 'page'} onClick={() => toggle('page')}>
            {t(open === 'page' ? 'hidePage' : 'showPage')}
          </button>
        )}
        {mail.source && (
          <a className={ACTION} href={mailSourceUrl(mail.id)} download>
            <Download size={14} aria-hidden />
            {t('source')}
          </a>
        )}
      </p>
      {open === 'text' && <WholeText id={mail.id} />}
      {open === 'page' && <MailPage id={mail.id} remote={mail.remote} />}
    </div>
  );
}

function WholeText({ id }: { id: string }) {
  const { data } = useQuery(mailTextQuery(id));
  if (!data) return <Spinner />;
  return (
    <div dir="auto" className="max-h-96 overflow-y-auto rounded-control border border-line bg-surface px-3 py-2 text-13 text-muted">
      <LinkedWords text={data.text} />
    </div>
  );
}
