import { Inbox, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Facts, RowSkeletons } from '../../../ui/pane.js';
import { Table } from '../../../ui/table.js';
import { ClockChip, ComplaintBadge, DueChip } from '../../app/due-chip.js';
import { SectionError } from '../../app/section-error.js';
import { WaitingChip } from '../../app/waiting-chip.js';
import { serverNow } from '../../../client/clock.js';
import { useState } from 'react';
import { KitPart } from './kit-part.js';

const WAITS = [12, 95, 240, 7300];
/** Seconds to when it is due, and from when it is urgent. */
const DUES = [
  ['answer', 9000, 2000],
  ['callback', 720, 1800],
  ['complaint', -300, 1800],
  ['answer', null, null],
] as const;

export function KitStates() {
  const { t } = useTranslation('kit');
  const [now] = useState(serverNow);
  const since = (seconds: number) => new Date(now - seconds * 1000).toISOString();
  return (
    <>
      <KitPart title={t('part.numbers')}>
        <div className="mb-3 flex gap-2">
          {WAITS.map((seconds) => (
            <WaitingChip key={seconds} since={since(seconds)} />
          ))}
        </div>
        <div className="mb-3 flex flex-wrap gap-2">
          {DUES.map(([kind, due, urgent]) => (
            <DueChip
              key={`${kind} ${due}`}
              promise={{ kind, dueAt: due === null ? null : since(-due), warnAt: due === null || urgent === null ? null : since(urgent - due) }}
            />
          ))}
          <ClockChip due={{ kind: 'first_answer', state: 'running', dueAt: since(-3000), warnAt: since(-2000) }} />
          <ClockChip due={{ kind: 'next_answer', state: 'running', dueAt: since(-300), warnAt: since(60) }} />
          <ClockChip due={{ kind: 'resolution', state: 'running', dueAt: since(300), warnAt: since(900) }} />
          <ClockChip due={{ kind: 'next_answer', state: 'paused', dueAt: null, warnAt: null }} />
          <ComplaintBadge severity="major" />
          <ComplaintBadge severity="critical" />
        </div>
        <Table
          empty={t('sample.empty')}
          columns={[{ label: t('sample.team') }, { label: t('part.numbers'), end: true }]}
          rows={[
            { key: '1', cells: [t('sample.person'), '1,204'] },
            { key: '2', cells: [t('sample.team'), '98'] },
          ]}
        />
        <div className="mt-3">
          <Facts
            rows={[
              [t('field.name'), t('sample.person')],
              [t('field.text'), t('sample.note')],
            ]}
          />
        </div>
      </KitPart>
      <KitPart title={t('part.states')}>
        <div className="overflow-hidden rounded-panel border border-line bg-surface">
          {(['amber', 'red', 'blue', 'accent'] as const).map((tone) => (
            <Banner key={tone} tone={tone} icon={<WifiOff size={16} aria-hidden />} actions={<Button size="small">{t('button.quiet')}</Button>}>
              {t('sample.banner')}
            </Banner>
          ))}
          <EmptyState icon={<Inbox size={20} aria-hidden />} action={<Button>{t('button.quiet')}</Button>}>
            {t('sample.empty')}
          </EmptyState>
          <ErrorState message={t('sample.error')} retryLabel={t('common:retry')} onRetry={() => undefined} />
          <RowSkeletons count={2} height={52} />
          <SectionError title={t('sample.team')} message={t('sample.error')} onRetry={() => undefined} />
        </div>
      </KitPart>
    </>
  );
}
