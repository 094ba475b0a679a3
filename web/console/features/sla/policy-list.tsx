import type { DuePolicy } from '#contracts/sla.js';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { arrangeDuePolicies } from '../../../client/sla.data.js';
import { Button, IconButton } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { useChange } from '../../app/use-change.js';
import { moved } from './order.rules.js';
import { KINDS } from './target-grid.js';
import { useOpenTime } from './use-sla-texts.js';

type Named = readonly { id: string; name: string }[];
interface Props {
  items: readonly DuePolicy[];
  teams: Named;
  channels: Named;
  onOpen: (id: string) => void;
  onRemove: (policy: DuePolicy) => void;
}

/** The policies in the order in which they are asked. */
export function PolicyList({ items, teams, channels, onOpen, onRemove }: Props) {
  const { t } = useTranslation('sla');
  const { busy, change } = useChange(['due-policies']);
  const arranged = items.filter(({ isDefault }) => !isDefault).map(({ id }) => id);
  if (items.length === 0) return <EmptyState>{t('page.none')}</EmptyState>;
  return (
    <>
      <ol className="flex flex-col rounded-panel border border-line bg-surface">
        {items.map((policy) => {
          const place = arranged.indexOf(policy.id);
          const move = (by: -1 | 1) => void change(() => arrangeDuePolicies(moved(arranged, place, by)));
          return (
            <li key={policy.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
              <span className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
                <span dir="auto" className="truncate text-14 font-medium">
                  {policy.name}
                </span>
                <Conditions policy={policy} teams={teams} channels={channels} />
                <Targets policy={policy} />
              </span>
              <span className="flex shrink-0 items-center gap-1">
                {place >= 0 && arranged.length > 1 && (
                  <>
                    <IconButton label={t('page.up', { name: policy.name })} disabled={busy || place === 0} onClick={() => move(-1)}>
                      <ArrowUp size={16} aria-hidden />
                    </IconButton>
                    <IconButton label={t('page.down', { name: policy.name })} disabled={busy || place === arranged.length - 1} onClick={() => move(1)}>
                      <ArrowDown size={16} aria-hidden />
                    </IconButton>
                  </>
                )}
                <Button size="small" aria-label={t('page.changeOf', { name: policy.name })} onClick={() => onOpen(policy.id)}>
                  {t('page.change')}
                </Button>
                <Button size="small" look="quiet" aria-label={t('page.removeOf', { name: policy.name })} onClick={() => onRemove(policy)}>
                  {t('common:delete')}
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      <p className="text-13 text-muted">{t('page.order')}</p>
    </>
  );
}

function Conditions({ policy: { conditions, isDefault }, teams, channels }: { policy: DuePolicy; teams: Named; channels: Named }) {
  const { t } = useTranslation('sla');
  const names = (ids: readonly string[], of: Named) => ids.map((id) => of.find((one) => one.id === id)?.name ?? t('page.unknown')).join(t('page.or'));
  const parts = [
    conditions.teamIds.length > 0 && names(conditions.teamIds, teams),
    conditions.channelIds.length > 0 && names(conditions.channelIds, channels),
    conditions.types.length > 0 && conditions.types.map((type) => t(`type.${type}`)).join(t('page.or')),
    conditions.tags.length > 0 && conditions.tags.map((tag) => `#${tag}`).join(t('page.or')),
  ].filter((part) => part !== false);
  return (
    <span dir="auto" className="text-13 text-muted">
      {isDefault ? t('page.rest') : parts.join(' · ')}
    </span>
  );
}

/** What holds at normal priority, so that policies can be told apart at a glance. */
function Targets({ policy }: { policy: DuePolicy }) {
  const { t } = useTranslation('sla');
  const openTime = useOpenTime();
  const counted = KINDS.filter((kind) => policy.targets.normal[kind] !== null);
  return (
    <span className="tabular flex flex-wrap gap-x-3 text-13 text-muted">
      <span>{t('page.normal')}</span>
      {counted.length === 0 && <span>{t('form.off')}</span>}
      {counted.map((kind) => (
        <span key={kind} className="whitespace-nowrap">
          {t(`kind.${kind}`)} <span className="font-medium text-text">{openTime((policy.targets.normal[kind] ?? 0) * 60)}</span>
        </span>
      ))}
    </span>
  );
}
