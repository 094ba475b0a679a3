import type { MailState, ReceivedMail } from '#contracts/mail.js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, CircleSlash, Download, Hourglass } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { mailSourceUrl, receivedMailsQuery, retryMail } from '../../../client/mail.data.js';
import { Badge, type BadgeTone } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { SelectField } from '../../../ui/field.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { Table } from '../../../ui/table.js';
import { Time } from '../../../ui/time.js';
import { errorText } from '../../app/error-text.js';
import { useChange } from '../../app/use-change.js';

type State = z.infer<typeof MailState>;
type Row = z.infer<typeof ReceivedMail>;
const STATES: readonly State[] = ['stored', 'parsed', 'ignored', 'failed'];
const LOOKS: Record<State, { tone: BadgeTone; Icon: typeof Hourglass }> = {
  stored: { tone: 'blue', Icon: Hourglass },
  parsed: { tone: 'green', Icon: CircleCheck },
  ignored: { tone: 'neutral', Icon: CircleSlash },
  failed: { tone: 'red', Icon: CircleAlert },
};

/** Everything that came in, what became of it, and why. */
export function ReceivedMails() {
  const { t } = useTranslation('mail');
  const [state, setState] = useState<State | undefined>();
  const { change, busy } = useChange(['mails']);
  const { data, isPending, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(receivedMailsQuery(state));
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 className="text-16 font-semibold">{t('received')}</h2>
        <SelectField label={t('filter')} value={state ?? ''} onChange={(event) => setState(STATES.find((known) => known === event.target.value))} className="min-w-40">
          <option value="">{t('all')}</option>
          {STATES.map((option) => (
            <option key={option} value={option}>
              {t(`states.${option}`)}
            </option>
          ))}
        </SelectField>
      </div>
      {isPending && <RowSkeletons count={4} height={44} />}
      {isError && !data && <ErrorState message={errorText(error)} retryLabel={t('common:retry')} onRetry={() => void refetch()} />}
      {data && <Mails items={data.pages.flatMap((page) => page.items)} busy={busy} onRetry={(id) => void change(() => retryMail(id))} />}
      {hasNextPage && (
        <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}

function Mails({ items, busy, onRetry }: { items: readonly Row[]; busy: boolean; onRetry: (id: string) => void }) {
  const { t } = useTranslation('mail');
  return (
    <Table
      empty={t('noneReceived')}
      columns={[{ label: t('from') }, { label: t('subject') }, { label: t('state') }, { label: t('when') }, { label: <span className="sr-only">{t('retry')}</span>, end: true }]}
      rows={items.map((mail) => ({
        key: mail.id,
        cells: [
          <span className="flex max-w-56 flex-col leading-tight" dir="ltr">
            <span className="truncate">{mail.from ?? '–'}</span>
            <span className="truncate text-12 text-muted">{mail.mailbox.address}</span>
          </span>,
          <span dir="auto" className="block max-w-72 truncate" title={mail.subject ?? undefined}>
            {mail.subject || '–'}
          </span>,
          <Standing mail={mail} />,
          <Time at={mail.receivedAt} short={shortTime(mail.receivedAt, serverNow())} exact={exactTime(mail.receivedAt)} className="tabular whitespace-nowrap" />,
          <span className="flex justify-end gap-2">
            {mail.ticketId && (
              <Link to="/tickets/$ticketId" params={{ ticketId: mail.ticketId }} search={{ view: 'all' }} className="inline-flex h-7 items-center rounded-control px-2 text-13 text-accent-text hover:bg-press">
                {t('ticket')}
              </Link>
            )}
            {mail.can.retry && mail.state !== 'stored' && (
              <Button size="small" disabled={busy} onClick={() => onRetry(mail.id)}>
                {t(mail.state === 'ignored' ? 'takeAsTicket' : 'retry')}
              </Button>
            )}
            {mail.source && (
              <a href={mailSourceUrl(mail.id)} download aria-label={t('source')} data-tip={t('source')} className="inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text">
                <Download size={16} aria-hidden />
              </a>
            )}
          </span>,
        ],
      }))}
    />
  );
}

function Standing({ mail: { state, reason, automatic } }: { mail: Row }) {
  const { t } = useTranslation('mail');
  const { tone, Icon } = LOOKS[state];
  return (
    <span className="flex flex-col items-start gap-1">
      <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
        {t(`states.${state}`)}
      </Badge>
      {(reason ?? automatic) && <span className="text-12 text-muted">{reason ? t(`reason.${reason}`) : t(`automatic.${automatic}`)}</span>}
    </span>
  );
}
