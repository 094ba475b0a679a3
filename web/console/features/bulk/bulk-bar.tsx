import type { Me } from '#contracts/accounts.js';
import type { MacroAction } from '#contracts/macros.js';
import { CircleDot, Flag, MailWarning, Tag, TextCursorInput, UserRoundPlus, X, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.js';
import { keysOf } from '../../app/keys.js';
import { Menu } from '../../../ui/menu.js';

const STATES = ['open', 'pending', 'on_hold', 'solved'] as const;
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
const TRIGGER = 'inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text';

export type BulkDialog = 'assign' | 'tags' | 'traits' | 'macro';
interface Props {
  me: Me;
  count: number;
  /** Null: nothing beyond the selection matches, or it is not known yet. */
  matching: number | null;
  all: boolean;
  busy: boolean;
  onAll: () => void;
  onClear: () => void;
  onDo: (action: MacroAction) => void;
  onDialog: (dialog: BulkDialog) => void;
}

/** What can be done with the marked tickets, at the foot of their list. */
export function BulkBar({ me, count, matching, all, busy, onAll, onClear, onDo, onDialog }: Props) {
  const { t } = useTranslation('bulk');
  const may = (permission: Me['permissions'][number]) => me.permissions.includes(permission);
  return (
    <div role="toolbar" aria-label={t('bar')} aria-busy={busy} className="flex shrink-0 flex-col gap-1 border-t border-line bg-surface px-3 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      <div className="flex items-center gap-2">
        <p role="status" className="tabular min-w-0 truncate text-13 font-medium">
          {t(all ? 'all' : 'selected', { count })}
        </p>
        {!all && matching !== null && (
          <Button size="small" look="quiet" onClick={onAll}>
            {t('selectAll', { count: matching })}
          </Button>
        )}
        <IconButton size="small" className="ms-auto" label={t('clear')} tipKey={keysOf('close')} tipSide="top" onClick={onClear}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="-ms-1.5 flex items-center gap-1">
        {may('ticket.assign') && (
          <Menu
            side="top"
            aria-label={t('assign')}
            data-tip={t('assign')}
            data-tip-side="top"
            className={TRIGGER}
            groups={[
              {
                items: [
                  { key: 'me', label: t('toMe'), onSelect: () => onDo({ do: 'assign', to: 'me' }) },
                  { key: 'other', label: `${t('assign')} …`, onSelect: () => onDialog('assign') },
                  { key: 'nobody', label: t('toNobody'), onSelect: () => onDo({ do: 'assign', to: 'nobody' }) },
                ],
              },
            ]}
          >
            <UserRoundPlus size={16} aria-hidden />
          </Menu>
        )}
        {may('ticket.close') && (
          <Menu
            side="top"
            aria-label={t('state')}
            data-tip={t('state')}
            data-tip-side="top"
            className={TRIGGER}
            groups={[{ items: STATES.map((state) => ({ key: state, label: t(`macros:state.${state}`), onSelect: () => onDo({ do: 'set_state', state }) })) }]}
          >
            <CircleDot size={16} aria-hidden />
          </Menu>
        )}
        {may('ticket.edit') && (
          <>
            <Menu
              side="top"
              aria-label={t('priority')}
              data-tip={t('priority')}
              data-tip-side="top"
              className={TRIGGER}
              groups={[{ items: PRIORITIES.map((priority) => ({ key: priority, label: t(`macros:priority.${priority}`), onSelect: () => onDo({ do: 'set_priority', priority }) })) }]}
            >
              <Flag size={16} aria-hidden />
            </Menu>
            <IconButton label={t('tags')} tipSide="top" onClick={() => onDialog('tags')}>
              <Tag size={16} aria-hidden />
            </IconButton>
            <Menu
              side="top"
              aria-label={t('spam')}
              data-tip={t('spam')}
              data-tip-side="top"
              className={TRIGGER}
              groups={[{ items: [true, false].map((spam) => ({ key: String(spam), label: t(`macros:spam.${spam}`), onSelect: () => onDo({ do: 'set_spam', spam }) })) }]}
            >
              <MailWarning size={16} aria-hidden />
            </Menu>
          </>
        )}
        {(may('ticket.edit') || may('ticket.close')) && (
          <IconButton label={t('traits')} tipSide="top" onClick={() => onDialog('traits')}>
            <TextCursorInput size={16} aria-hidden />
          </IconButton>
        )}
        {(may('ticket.reply') || may('ticket.edit') || may('ticket.assign') || may('ticket.close')) && (
          <IconButton label={t('macro')} tipKey={keysOf('macro')} tipSide="top" onClick={() => onDialog('macro')}>
            <Zap size={16} aria-hidden />
          </IconButton>
        )}
      </div>
    </div>
  );
}
