import type { Health, HealthState } from '#contracts/health.js';
import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, number, shortTime } from '../../../client/format.js';
import { Time } from '../../../ui/time.js';

const GIB = 1024 ** 3;
const LOOK: Record<HealthState, { icon: typeof CircleCheck; tone: string }> = {
  good: { icon: CircleCheck, tone: 'text-green' },
  warning: { icon: TriangleAlert, tone: 'text-amber' },
  bad: { icon: CircleAlert, tone: 'text-red' },
  unknown: { icon: CircleHelp, tone: 'text-muted' },
};
const ORDER: readonly HealthState[] = ['bad', 'warning', 'unknown', 'good'];

/** Thing by thing: how it stands, since when, and what to do; what needs somebody first. */
export function HealthList({ items }: { items: Health['items'] }) {
  const { t } = useTranslation('health');
  const sorted = [...items].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <ul className="flex flex-col divide-y divide-line rounded-panel border border-line bg-surface">
      {sorted.map((item) => {
        const { icon: Icon, tone } = LOOK[item.state];
        const words = wordsOf(item.figures);
        return (
          <li key={item.name} className="flex gap-3 px-4 py-3.5">
            <Icon size={20} strokeWidth={1.5} aria-hidden className={`mt-px shrink-0 ${tone}`} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <span className="text-14 font-medium">{t(`${item.name}.title`)}</span>
                <span className={`text-13 ${tone}`}>{t(`states.${item.state}`)}</span>
                <span className="ms-auto text-12 text-muted">
                  {t('since')} <Time at={item.since} short={shortTime(item.since, serverNow())} exact={exactTime(item.since)} />
                </span>
              </p>
              <p className="tabular text-13">{t(`${item.name}.${item.reason}.is`, words)}</p>
              {item.state !== 'good' && <p className="mt-0.5 text-13 text-muted">{t(`${item.name}.${item.reason}.do`, { ...words, defaultValue: '' })}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Figures as people read them: gigabytes, minutes or hours, dates. */
function wordsOf(figures: Health['items'][number]['figures']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => {
      if (value === null) return [name, '–'];
      if (typeof value === 'string') return [name, /^\d{4}-\d\d-\d\dT/.test(value) ? exactTime(value) : value];
      if (name.endsWith('Bytes')) return [name, number(Math.round((10 * value) / GIB) / 10)];
      if (name === 'ageSeconds') return [name, number(Math.round(value / 3600))];
      return [name, number(value)];
    }),
  );
}
