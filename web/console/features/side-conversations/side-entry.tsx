import type { SideThread } from '#contracts/side-conversations.js';
import { ArrowDownLeft, ArrowUpRight, CircleAlert, Download, Hourglass, MailCheck, Paperclip, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../../../client/format.js';
import { fileAddresses } from '../../../client/files.data.js';
import { mailSourceUrl } from '../../../client/mail.data.js';
import { LinkedWords } from '../../app/linked-words.js';

type Entry = SideThread['messages'][number];

/** One mail of the talk: who wrote it, what, and for ours whether it arrived. */
export function SideEntry({ message }: { message: Entry }) {
  const { t } = useTranslation('side-conversations');
  const Icon = message.direction === 'out' ? ArrowUpRight : ArrowDownLeft;
  return (
    <li className={`rounded-panel border px-3.5 py-2.5 ${message.direction === 'out' ? 'border-tint-line bg-tint' : 'border-line bg-surface'}`}>
      <p className="mb-1 flex flex-wrap items-center gap-x-2 text-12 text-muted">
        <Icon size={14} aria-label={t(message.direction)} />
        <span dir="auto" className="font-medium text-text">
          {message.author}
        </span>
        {message.from && message.from !== message.author && <bdi>{message.from}</bdi>}
        <span className="tabular">{exactTime(message.createdAt)}</span>
        {message.automatic && <span>{t('automatic')}</span>}
      </p>
      <div dir="auto" className="text-14">
        <LinkedWords text={message.text} />
      </div>
      {message.attachments.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-13">
          {message.attachments.map(({ id, name }) => (
            <li key={id} className="flex min-w-0 items-center gap-1">
              <Paperclip size={14} className="shrink-0 text-muted" aria-hidden />
              <button type="button" dir="auto" className="truncate text-accent-text hover:underline" onClick={() => void open(id)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {message.mailId && (
        <a className="mt-1.5 inline-flex items-center gap-1 text-12 text-muted hover:text-text" href={mailSourceUrl(message.mailId)} download>
          <Download size={14} aria-hidden />
          {t('source')}
        </a>
      )}
      {message.sent.map((mail) => (
        <Arrived key={mail.to} mail={mail} />
      ))}
    </li>
  );
}

async function open(id: string): Promise<void> {
  const address = await fileAddresses.of(id);
  if (address) window.open(address.url, '_blank', 'noopener');
}

function Arrived({ mail: { to, state, bounced, response } }: { mail: Entry['sent'][number] }) {
  const { t } = useTranslation('side-conversations');
  const how = bounced ? 'bounced' : state;
  const failed = how === 'bounced' || how === 'failed';
  const Icon = how === 'delivered' ? MailCheck : how === 'due' ? Hourglass : how === 'bounced' ? Undo2 : CircleAlert;
  return (
    <p className={`mt-1.5 flex flex-wrap items-center gap-1.5 text-12 ${failed ? 'text-red' : 'text-muted'}`}>
      <Icon size={14} aria-hidden />
      {t(`sent.${how}`)} <bdi className="break-all">{to}</bdi>
      {failed && response && <code>{response}</code>}
    </p>
  );
}
