import type { Calendar } from '#contracts/calendars.js';
import { CircleCheck, Moon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.js';
import { momentIn } from './date-line.js';

/** Open or not at this moment, and until when, by the calendar's own clock. */
export function NowBadge({ now, zone }: { now: Calendar['now']; zone: string }) {
  const { t } = useTranslation('calendars');
  const until = now.open ? now.closesAt : now.opensAt;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={now.open ? 'green' : 'neutral'} icon={now.open ? <CircleCheck size={12} aria-hidden /> : <Moon size={12} aria-hidden />}>
        {t(now.open ? 'now.open' : 'now.closed')}
      </Badge>
      <span className="tabular text-13 text-muted">
        {until ? t(now.open ? 'now.closes' : 'now.opens', { moment: momentIn(until, zone) }) : t(now.open ? 'now.always' : 'now.never')}
      </span>
    </span>
  );
}
