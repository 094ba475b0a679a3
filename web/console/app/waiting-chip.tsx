import { AlarmClock, Clock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSeconds } from '../../client/clock.js';
import { exactTime } from '../../client/format.js';
import { cx } from '../../ui/class-names.js';
import { useWaitLimits } from './use-wait-limits.js';
import { type WaitLevel, waitedSeconds, waitLevel, waitParts } from './waiting.rules.js';

const LOOK: Record<WaitLevel, string> = { calm: 'bg-press text-muted', amber: 'bg-amber-paper text-amber', red: 'bg-red-paper text-red' };
const ICON = { calm: Clock, amber: TriangleAlert, red: AlarmClock };

/** How long the customer has waited, counting. Colour, icon and words agree. */
export function WaitingChip({ since }: { since: string }) {
  const { t } = useTranslation();
  const limits = useWaitLimits();
  const seconds = waitedSeconds(since, useSeconds());
  const level = waitLevel(seconds, limits);
  const Icon = ICON[level];
  const text = useWaitText()(seconds);
  return (
    <span
      title={t('waiting.since', { time: exactTime(since) })}
      className={cx('tabular inline-flex h-5 shrink-0 items-center gap-1 rounded-control px-1.5 text-12 font-medium', LOOK[level])}
    >
      <Icon size={12} aria-hidden />
      <span className="sr-only">{t(`waiting.level.${level}`)}</span>
      {text}
    </span>
  );
}

const INK: Record<WaitLevel, string> = { calm: 'text-text', amber: 'text-amber', red: 'text-red' };

/** The same as a figure on a board. */
export function LongWait({ since }: { since: string }) {
  const { t } = useTranslation();
  const limits = useWaitLimits();
  const seconds = waitedSeconds(since, useSeconds());
  const level = waitLevel(seconds, limits);
  const Icon = ICON[level];
  const text = useWaitText()(seconds);
  return (
    <span className={cx('flex items-center gap-2', INK[level])} title={t('waiting.since', { time: exactTime(since) })}>
      <Icon size={20} aria-hidden />
      <span className="sr-only">{t(`waiting.level.${level}`)}</span>
      {text}
    </span>
  );
}

/** Writes a duration as short as a chip allows. */
export function useWaitText(): (seconds: number) => string {
  const { t } = useTranslation();
  return (seconds) => {
    const parts = waitParts(seconds);
    return parts.unit === 'clock' ? parts.text : t(`waiting.${parts.unit}`, { count: parts.count });
  };
}
