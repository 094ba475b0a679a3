import type { Import, ImportState } from '#contracts/imports.js';
import { CircleCheck, CirclePause, Hourglass, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone } from '../../../ui/badge.js';

const STATES: Record<ImportState, { tone: BadgeTone; Icon: typeof Hourglass }> = {
  reading: { tone: 'blue', Icon: Hourglass },
  checking: { tone: 'blue', Icon: Hourglass },
  ready: { tone: 'amber', Icon: CirclePause },
  bringing: { tone: 'blue', Icon: Hourglass },
  paused: { tone: 'amber', Icon: CirclePause },
  done: { tone: 'green', Icon: CircleCheck },
  removing: { tone: 'blue', Icon: Hourglass },
  removed: { tone: 'neutral', Icon: Undo2 },
};

/** The desk it comes from, and which of several. */
export function useNameOf(): (row: Pick<Import, 'source' | 'place'>) => string {
  const { t } = useTranslation('imports');
  return ({ source, place }) => (place === '' ? t(`source.${source}`) : `${t(`source.${source}`)} · ${place}`);
}

export function ImportBadge({ row: { state, files } }: { row: Import }) {
  const { t } = useTranslation('imports');
  const { tone, Icon } = STATES[state];
  if (state === 'reading' && files.length === 0) return <Badge tone="neutral">{t('state.empty')}</Badge>;
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {t(`state.${state}`)}
    </Badge>
  );
}
