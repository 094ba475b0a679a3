import type { MergeCandidates, MergeSide } from '#contracts/merges.js';
import { ArrowRight, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { Time } from '../../../ui/time.js';

interface Props {
  source: MergeSide;
  target: MergeCandidates['items'][number];
  /** Something is promised on the source. */
  owed: boolean;
}

/** The two tickets side by side, and what a merge makes of them. */
export function MergeOutlook({ source, target, owed }: Props) {
  const { t } = useTranslation('merges');
  const words = { from: source.number, to: target.number, name: source.customer.name || t('unknown') };
  const { sameCustomer } = target;
  return (
    <>
      <div className="grid grid-cols-1 items-stretch gap-2 mid:grid-cols-[1fr_auto_1fr]">
        <Side side={source} role={t('closes')} />
        <ArrowRight size={20} className="hidden self-center text-muted mid:block rtl:rotate-180" aria-hidden />
        <Side side={target} role={t('goesOn')} />
      </div>
      {!sameCustomer && (
        <div role="alert" className="flex gap-2.5 rounded-control border border-amber-line bg-amber-paper px-3 py-2.5 text-13 text-amber">
          <TriangleAlert size={16} className="mt-0.5 shrink-0" aria-hidden />
          <div className="flex flex-col gap-1">
            <strong className="font-semibold">{t('apartTitle')}</strong>
            <span>{t('apart', words)}</span>
            {owed && <span>{t('owed', words)}</span>}
            {!owed && source.waitingSince && <span>{t('apartWaits', words)}</span>}
          </div>
        </div>
      )}
      <section className="text-13">
        <h3 className="font-semibold">{t('what')}</h3>
        <ul className="mt-1 list-disc space-y-1 ps-5 text-muted">
          <li>{t('willClose', words)}</li>
          {sameCustomer && <li>{t('willGoOn', words)}</li>}
          {sameCustomer && source.waitingSince && <li>{t('willWait', words)}</li>}
          {sameCustomer && owed && <li>{t('willOwe', words)}</li>}
        </ul>
      </section>
    </>
  );
}

function Side({ side, role }: { side: MergeSide; role: string }) {
  const { t } = useTranslation('merges');
  const now = serverNow();
  const moment = (at: string) => <Time at={at} short={shortTime(at, now)} exact={exactTime(at)} />;
  const facts = [
    [t('customer'), side.customer.name || t('unknown')],
    [t('assignee'), side.assignee?.name ?? side.team?.name ?? t('nobody')],
    [t('opened'), moment(side.createdAt)],
    [t('last'), moment(side.lastMessageAt)],
  ] as const;
  return (
    <section aria-label={`#${side.number}`} className="flex min-w-0 flex-col gap-2 rounded-control border border-line px-3 py-2.5 text-13">
      <header className="flex items-baseline justify-between gap-2">
        <span className="tabular text-14 font-semibold">#{side.number}</span>
        <span className="text-12 font-medium text-muted">{role}</span>
      </header>
      <p dir="auto" className="line-clamp-2 text-14">
        {side.subject ?? (side.preview || t('untitled'))}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd dir="auto" className="tabular min-w-0 truncate text-end">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <p className="tabular text-12 text-muted">{t('words', { count: side.messages })}</p>
    </section>
  );
}
