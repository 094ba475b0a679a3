import type { ComponentType } from 'preact';
import { whenText } from '../dates.js';
import { AWAY_KINDS, type AwayKind } from '../away.rules.js';
import { usePanel } from './context.js';
import { Icon, type IconName } from './icon.js';
import { useLater } from './later.js';

export interface AwayProps {
  kind: AwayKind;
  /** The conversation that it continues; null begins one. */
  from: string | null;
}

/** The forms' code comes with the first wish to fill one in. */
export function useAwayForm(wanted: boolean): ComponentType<AwayProps> | null {
  return useLater(wanted, async () => (await import('./away-form.js')).AwayForm);
}

const ICONS: Record<AwayKind, IconName> = { message: 'mail', callback: 'phone', complaint: 'flag' };

/** What one can leave when nobody is there. */
export function Ways() {
  const { texts: { t }, session } = usePanel();
  return (
    <div class="ways" role="group" aria-label={t('away.ways')}>
      {AWAY_KINDS.map((kind) => (
        <button key={kind} type="button" disabled={!session} onClick={() => session?.leave({ kind, from: null })}>
          <Icon name={ICONS[kind]} />
          <span>
            <strong>{t(`away.${kind}`)}</strong>
            <small>{t(`away.${kind}Hint`)}</small>
          </span>
        </button>
      ))}
    </div>
  );
}

/** What we owe in this conversation, in the visitor's own time; and that we are late, when we are. */
export function PromiseLine({ id }: { id: string }) {
  const { state, texts, session } = usePanel();
  const { t } = texts;
  const promise = state.talks[id]?.info?.promise;
  if (!promise || state.refused) return null;
  const when = promise.dueAt === null ? null : whenText(promise.dueAt, texts);
  const late = promise.state === 'broken';
  return (
    <div class={late ? 'queue owed late' : 'queue owed'} role="status">
      <strong>{when === null ? t('owed.untimed') : t(late ? 'owed.late' : `owed.${promise.kind}`, { when })}</strong>
      <button type="button" class="link" onClick={() => session?.withdraw(id, promise.id)}>{t('owed.withdraw')}</button>
    </div>
  );
}
