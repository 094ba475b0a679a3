import type { Visit } from '#contracts/visits.js';
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Why nobody can be invited just now, where the reason lies with the desk. */
export function HoldNotice({ visits, away }: { visits: readonly Visit[]; away: boolean }) {
  const { t } = useTranslation('visits');
  const hold = visits.some((visit) => visit.can.invite) ? undefined : (['agent_away', 'closed'] as const).find((one) => (one === 'closed' || away) && visits.some((visit) => visit.hold === one));
  if (!hold) return null;
  return (
    <p className="flex items-center gap-2 rounded-panel border border-line bg-surface px-4 py-2.5 text-13">
      <Info size={16} className="shrink-0 text-muted" aria-hidden />
      {t(`errors:visit.${hold}`)}
    </p>
  );
}
