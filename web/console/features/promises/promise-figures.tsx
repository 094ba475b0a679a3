import type { PromiseFigures as Figures, PromiseKind, PromiseState } from '#contracts/promises.js';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { number } from '../../../client/format.js';
import { cx } from '../../../ui/class-names.js';
import { Table } from '../../../ui/table.js';
import { useDuration } from './use-duration.js';

type Row = z.infer<typeof Figures>['rows'][number];
/** The figure whose rows one wants to see. */
export interface Chosen {
  readonly kind: PromiseKind;
  readonly team: Row['team'];
  readonly state: PromiseState | null;
}
interface Props {
  rows: readonly Row[];
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
}

const STATES = ['kept', 'late', 'broken', 'open', 'withdrawn'] as const satisfies readonly PromiseState[];

/** Counts first, then the share they make, then the medians with their number. Every count opens its rows. */
export function PromiseFigures({ rows, chosen, onChoose }: Props) {
  const { t } = useTranslation('promises');
  const duration = useDuration();
  const count = (row: Row, state: PromiseState | null, value: number) => {
    if (value === 0) return <span className="text-muted">{number(0)}</span>;
    const active = chosen?.kind === row.kind && chosen.state === state && chosen.team?.id === row.team?.id;
    return (
      <button
        type="button"
        aria-pressed={active}
        aria-label={t('figures.show', { count: value, what: state ? t(`states.${state}`) : t('figures.made'), kind: t(`kinds.${row.kind}`) })}
        className={cx('-me-1.5 min-w-8 rounded-control px-1.5 py-0.5 text-end text-accent-text underline-offset-2 hover:underline', active && 'bg-tint')}
        onClick={() => onChoose({ kind: row.kind, team: row.team, state })}
      >
        {number(value)}
      </button>
    );
  };
  const took = (row: Row, seconds: number | null) => (seconds === null ? <span className="text-muted">{t('figures.none')}</span> : <span className="whitespace-nowrap">{`${duration(seconds)} (${t('figures.of', { count: row.answered })})`}</span>);
  return (
    <Table
      empty={t('figures.empty')}
      columns={[
        { label: t('figures.kind') },
        { label: t('figures.team') },
        { label: t('figures.made'), end: true },
        ...STATES.map((state) => ({ label: t(`states.${state}`), end: true })),
        { label: t('figures.share'), end: true },
        { label: t('figures.open'), end: true },
        { label: t('figures.wall'), end: true },
      ]}
      rows={rows.map((row) => {
        const ended = row.kept + row.late + row.broken;
        return {
          key: `${row.kind} ${row.team?.id}`,
          cells: [
            t(`kinds.${row.kind}`),
            <span className="whitespace-nowrap">{row.team?.name ?? t('figures.noTeam')}</span>,
            count(row, null, row.made),
            ...STATES.map((state) => count(row, state, row[state])),
            ended === 0 ? <span className="text-muted">{t('figures.none')}</span> : t('figures.shareOf', { kept: number(row.kept), of: number(ended) }),
            took(row, row.medianOpenSeconds),
            took(row, row.medianWallSeconds),
          ],
        };
      })}
    />
  );
}
