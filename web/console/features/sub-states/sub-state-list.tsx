import type { SubState } from '#contracts/sub-states.js';
import { nameIn } from '#contracts/custom-fields.rules.js';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../../client/i18n.js';
import { arrangeSubStates, retireSubState, takeSubStateBack } from '../../../client/sub-states.data.js';
import { Badge } from '../../../ui/badge.js';
import { Button, IconButton } from '../../../ui/button.js';
import { useChange } from '../../app/use-change.js';

const STATES = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'] as const;

/** The organisation's own names for parts of states, state by state. */
export function SubStateList({ items, onOpen }: { items: readonly SubState[]; onOpen: (subState: SubState) => void }) {
  const { t } = useTranslation('fields');
  const { busy, change } = useChange(['sub-states']);
  const swap = (one: SubState, other: SubState) => void change(() => arrangeSubStates(items.map(({ id }) => (id === one.id ? other.id : id === other.id ? one.id : id))));
  const used = STATES.filter((state) => items.some((item) => item.state === state));
  return (
    <>
      <p className="text-13 text-muted">{t('sub.lead')}</p>
      {used.length === 0 && <p className="text-13 text-muted">{t('sub.none')}</p>}
      {used.map((state) => {
        const group = items.filter((item) => item.state === state);
        return (
          <section key={state} aria-label={t(`sub.state.${state}`)}>
            <h2 className="mb-2 text-13 font-medium">{t(`sub.state.${state}`)}</h2>
            <ol className="flex flex-col rounded-panel border border-line bg-surface">
              {group.map((subState, at) => {
                const name = nameIn(subState.names, currentLocale());
                const [before, after] = [group[at - 1], group[at + 1]];
                return (
                  <li key={subState.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 last:border-b-0">
                    <span className="flex min-w-0 flex-1 basis-56 flex-wrap items-center gap-x-2 gap-y-1">
                      <span dir="auto" className="text-14 font-medium">
                        {name}
                      </span>
                      {subState.isDefault && <Badge tone="accent">{t('sub.default')}</Badge>}
                      {subState.retiredAt !== null && <Badge>{t('list.retired')}</Badge>}
                      <code className="text-12 text-muted">{subState.key}</code>
                    </span>
                    <span className="flex shrink-0 items-center gap-1">
                      <IconButton label={t('list.up', { name })} disabled={busy || !before} onClick={() => before && swap(subState, before)}>
                        <ArrowUp size={16} aria-hidden />
                      </IconButton>
                      <IconButton label={t('list.down', { name })} disabled={busy || !after} onClick={() => after && swap(subState, after)}>
                        <ArrowDown size={16} aria-hidden />
                      </IconButton>
                      <Button size="small" aria-label={t('list.changeOf', { name })} onClick={() => onOpen(subState)}>
                        {t('list.change')}
                      </Button>
                      <Button
                        size="small"
                        look="quiet"
                        disabled={busy}
                        aria-label={t(subState.retiredAt === null ? 'list.retireOf' : 'list.takeBackOf', { name })}
                        onClick={() => void change(() => (subState.retiredAt === null ? retireSubState : takeSubStateBack)(subState.id))}
                      >
                        {t(subState.retiredAt === null ? 'list.retire' : 'list.takeBack')}
                      </Button>
                    </span>
                  </li>
                );
              })}
            </ol>
          </section>
        );
      })}
    </>
  );
}
