import type { ProofKind, TicketAddresses as Data } from '#contracts/proofs.js';
import { useQuery } from '@tanstack/react-query';
import { BadgeCheck, CircleHelp, Hourglass, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForProof, takeBackProof, ticketAddressesQuery } from '../../../client/addresses.data.js';
import { exactMinute } from '../../../client/format.js';
import type { Problem } from '../../../client/problem.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Section } from '../../../ui/pane.js';
import { ADDRESS_TEXTS } from '../../app/address-texts.js';
import { errorText } from '../../app/error-text.js';
import { useTexts } from '../../app/use-texts.js';

type Item = Data['items'][number];

/** How the customer can be reached, how well each address is proven, and asking for the proof. */
export default function TicketAddresses({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('addresses');
  const ready = useTexts('addresses', ADDRESS_TEXTS);
  const { data } = useQuery(ticketAddressesQuery(ticketId));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!ready || !data) return null;
  const { items, open, channels, can } = data;
  const run = async (call: Promise<Problem | null>) => {
    setBusy(true);
    setProblem(await call.finally(() => setBusy(false)));
  };
  const ask = (kind: ProofKind, address?: string) => void run(askForProof(ticketId, kind, address));
  const [first] = channels;
  const mayAsk = can.ask && open === null;
  return (
    <Section title={t('title')}>
      {items.length === 0 && open === null && <p className="text-13 text-muted">{t('none')}</p>}
      <ul className="flex flex-col gap-3">
        {items.map((item) => (
          <Address key={`${item.kind} ${item.address}`} item={item} busy={busy} onAsk={mayAsk && item.proof === 'claimed' && channels.includes(item.kind) ? () => ask(item.kind, item.address) : null} />
        ))}
      </ul>
      {open && <Waiting open={open} busy={busy} onTakeBack={can.ask ? () => void run(takeBackProof(ticketId)) : null} />}
      {mayAsk && first && items.every((item) => item.proof === 'claimed') && (
        <Button size="small" className="mt-3" disabled={busy} onClick={() => ask(first)}>
          {t('askOther')}
        </Button>
      )}
      {can.ask && !channels.includes('email') && <p className="mt-3 text-12 text-muted">{t('noMail')}</p>}
      {problem && (
        <p role="alert" className="mt-2 text-12 text-red">
          {t('failed', { reason: errorText(problem) })}
        </p>
      )}
      <History history={data.history} />
    </Section>
  );
}

function Address({ item: { kind, address, proof, provenAt, elsewhere }, busy, onAsk }: { item: Item; busy: boolean; onAsk: (() => void) | null }) {
  const { t } = useTranslation('addresses');
  const proven = proof !== 'claimed';
  return (
    <li className="flex flex-col items-start gap-1.5">
      <span className="max-w-full text-13">
        <span className="sr-only">{t(kind)} </span>
        <bdi dir="ltr" className="break-all">
          {address}
        </bdi>
      </span>
      <span className="flex flex-wrap items-center gap-1.5">
        <Badge
          tone={proven ? 'accent' : 'neutral'}
          icon={proven ? <BadgeCheck size={12} aria-hidden /> : <CircleHelp size={12} aria-hidden />}
          {...(provenAt ? { title: t('provenAt', { time: exactMinute(provenAt) }) } : {})}
        >
          {t(`proof.${proof}`)}
        </Badge>
        {onAsk && (
          <Button size="small" disabled={busy} aria-label={t('askFor', { address })} onClick={onAsk}>
            {t('ask')}
          </Button>
        )}
      </span>
      {elsewhere && (
        <span className="flex items-start gap-1.5 text-12 text-muted">
          <Users size={12} aria-hidden className="mt-0.5 shrink-0" />
          {t('elsewhere')}
        </span>
      )}
    </li>
  );
}

function Waiting({ open, busy, onTakeBack }: { open: NonNullable<Data['open']>; busy: boolean; onTakeBack: (() => void) | null }) {
  const { t } = useTranslation('addresses');
  const { address, askedBy } = open;
  return (
    <div role="status" className="mt-3 flex flex-col items-start gap-1.5 rounded-control border border-line p-2.5 text-12">
      {address && (
        <bdi dir="ltr" className="text-13 break-all">
          {address}
        </bdi>
      )}
      <span className="flex items-start gap-1.5 text-muted">
        <Hourglass size={12} aria-hidden className="mt-0.5 shrink-0" />
        {address === null ? t('waitsAddress', { name: askedBy ?? '' }) : askedBy === null ? t('waitsSelf') : t('waits', { name: askedBy })}
      </span>
      {onTakeBack && (
        <Button size="small" look="quiet" className="-ms-2" disabled={busy} onClick={onTakeBack}>
          {t('takeBack')}
        </Button>
      )}
    </div>
  );
}

/** Who asked, and what came of it. */
function History({ history }: { history: Data['history'] }) {
  const { t } = useTranslation('addresses');
  if (history.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-col gap-1 text-12 text-muted">
      {history.map(({ id, askedBy, askedAt, confirmed }) => (
        <li key={id}>
          {askedBy === null ? t('historySelf', { time: exactMinute(askedAt) }) : t('history', { name: askedBy, time: exactMinute(askedAt) })} · {t(confirmed ? 'confirmed' : 'unconfirmed')}
        </li>
      ))}
    </ul>
  );
}
