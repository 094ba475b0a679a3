import type { Mailbox } from '#contracts/mail.js';
import { CircleAlert, CircleCheck, Clock, CloudDownload, Mail, PauseCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Time } from '../../../ui/time.js';

/** One mailbox: whose it is, how its mail comes, and whether it does. */
export function MailboxCard({ mailbox, onChange }: { mailbox: Mailbox; onChange: () => void }) {
  const { t } = useTranslation('mail');
  return (
    <article className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-panel border border-line bg-surface px-4 py-3">
      <Mail size={20} className="shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1 basis-64">
        <h3 dir="ltr" className="truncate text-14 font-semibold">
          {mailbox.address}
        </h3>
        <p dir="auto" className="truncate text-13 text-muted">
          {[mailbox.name, mailbox.store.name, mailbox.team?.name ?? t('noTeam')].filter((part, index, all) => all.indexOf(part) === index).join(' · ')}
        </p>
      </div>
      <p className="flex flex-wrap items-center gap-2 text-13 text-muted">
        <Standing mailbox={mailbox} />
        {mailbox.fetchedAt && <Time at={mailbox.fetchedAt} short={t('read', { when: shortTime(mailbox.fetchedAt, serverNow()) })} exact={exactTime(mailbox.fetchedAt)} className="tabular" />}
      </p>
      <Button onClick={onChange} aria-label={t('changeOf', { address: mailbox.address })}>
        {t('change')}
      </Button>
    </article>
  );
}

function Standing({ mailbox: { on, imap, fault, fetchedAt } }: { mailbox: Mailbox }) {
  const { t } = useTranslation('mail');
  if (!on) return <Badge icon={<PauseCircle size={12} aria-hidden />}>{t('off')}</Badge>;
  if (!imap) return <Badge icon={<CloudDownload size={12} aria-hidden />}>{t('byHttp')}</Badge>;
  if (fault) return <Badge tone="red" icon={<CircleAlert size={12} aria-hidden />}>{t(`fault.${fault}`)}</Badge>;
  if (!fetchedAt) return <Badge icon={<Clock size={12} aria-hidden />}>{t('notYet')}</Badge>;
  return <Badge tone="green" icon={<CircleCheck size={12} aria-hidden />}>{t('reads')}</Badge>;
}
