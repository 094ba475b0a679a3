import type { Rule } from '#contracts/automation.js';
import { ArrowDown, ArrowUp, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { arrangeRules, switchRule } from '../../../client/rules.data.js';
import { Badge } from '../../../ui/badge.js';
import { Button, IconButton } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Time } from '../../../ui/time.js';
import { useChange } from '../../app/use-change.js';
import { useSentence } from './use-sentence.js';

interface Props {
  items: readonly Rule[];
  onOpen: (id: string) => void;
  onRemove: (rule: Rule) => void;
}

/** Rules in the order in which they are asked, each as a sentence, and what they did of late. */
export function RuleList({ items, onOpen, onRemove }: Props) {
  const { t } = useTranslation('rules');
  const { sentence } = useSentence();
  const { busy, change } = useChange(['rules']);
  if (items.length === 0) return <EmptyState>{t('none')}</EmptyState>;
  const ids = items.map(({ id }) => id);
  const move = (place: number, by: -1 | 1) => void change(() => arrangeRules(ids.toSpliced(place, 1).toSpliced(place + by, 0, ...ids.slice(place, place + 1))));
  return (
    <>
      <ol className="flex flex-col rounded-panel border border-line bg-surface">
        {items.map((rule, place) => (
          <li key={rule.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
            <span className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
              <span className="flex min-w-0 flex-wrap items-center gap-2">
                <span dir="auto" className="min-w-0 truncate text-14 font-medium">
                  {rule.name}
                </span>
                <Badge tone={rule.isOn ? 'green' : 'neutral'}>{t(rule.isOn ? 'on' : 'off')}</Badge>
              </span>
              <span dir="auto" className="text-13 break-words text-muted">
                {sentence(rule)}
              </span>
              <Lately rule={rule} />
            </span>
            <span className="flex shrink-0 flex-wrap items-center gap-1">
              {items.length > 1 && (
                <>
                  <IconButton label={t('up', { name: rule.name })} disabled={busy || place === 0} onClick={() => move(place, -1)}>
                    <ArrowUp size={16} aria-hidden />
                  </IconButton>
                  <IconButton label={t('down', { name: rule.name })} disabled={busy || place === items.length - 1} onClick={() => move(place, 1)}>
                    <ArrowDown size={16} aria-hidden />
                  </IconButton>
                </>
              )}
              <Button size="small" disabled={busy} aria-label={t(rule.isOn ? 'switchOffOf' : 'switchOnOf', { name: rule.name })} onClick={() => void change(() => switchRule(rule.id, !rule.isOn))}>
                {t(rule.isOn ? 'switchOff' : 'switchOn')}
              </Button>
              <Button size="small" aria-label={t('changeOf', { name: rule.name })} onClick={() => onOpen(rule.id)}>
                {t('change')}
              </Button>
              <Button size="small" look="quiet" aria-label={t('removeOf', { name: rule.name })} onClick={() => onRemove(rule)}>
                {t('common:delete')}
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <p className="text-13 text-muted">{t('order')}</p>
    </>
  );
}

function Lately({ rule: { lastRunAt, runsInWeek, stoppedInWeek, version, changedBy } }: { rule: Rule }) {
  const { t } = useTranslation('rules');
  return (
    <span className="tabular flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-muted">
      <span>{t('runs', { count: runsInWeek })}</span>
      {lastRunAt && (
        <span>
          {t('last')} <Time at={lastRunAt} short={shortTime(lastRunAt, serverNow())} exact={exactTime(lastRunAt)} />
        </span>
      )}
      {stoppedInWeek > 0 && (
        <span className="inline-flex items-center gap-1 text-amber">
          <TriangleAlert size={12} aria-hidden />
          {t('stoppedTimes', { count: stoppedInWeek })}
        </span>
      )}
      <span>{changedBy ? t('savedBy', { version, name: changedBy.name }) : t('run.version', { version })}</span>
    </span>
  );
}
