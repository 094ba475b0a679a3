import type { PromiseState } from '#contracts/promises.js';
import { AlarmClock, Check, CircleSlash, Clock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone } from '../../../ui/badge.js';

const TONE: Record<PromiseState, BadgeTone> = { open: 'neutral', broken: 'red', kept: 'green', late: 'amber', withdrawn: 'neutral' };
const ICON = { open: Clock, broken: AlarmClock, kept: Check, late: TriangleAlert, withdrawn: CircleSlash };

/** What became of a promise. */
export function PromiseBadge({ state }: { state: PromiseState }) {
  const { t } = useTranslation('promises');
  const Icon = ICON[state];
  return (
    <Badge tone={TONE[state]} icon={<Icon size={12} aria-hidden />}>
      {t(`states.${state}`)}
    </Badge>
  );
}
