import { nameIn } from '#contracts/custom-fields.rules.js';
import type { TicketDetail, TicketRow, TicketState } from '#contracts/tickets.js';
import { useQuery } from '@tanstack/react-query';
import { AlarmClock, AlarmClockOff, ChevronDown, CircleCheck, CircleSlash, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../../client/i18n.js';
import { subStatesQuery } from '../../../client/sub-states.data.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Menu, type MenuGroup, type MenuItem } from '../../../ui/menu.js';
import { keysOf } from '../../app/keys.js';
import { STATE_ICONS } from './state-icons.js';
import type { LifeVerb } from './ticket-verbs.js';

interface Props {
  row: TicketRow;
  can: TicketDetail['can'];
  /** There is room for words. */
  roomy: boolean;
  subState: TicketDetail['subState'];
  onVerb: (verb: LifeVerb) => void;
  onSubState: (choice: { id: string | null; state: TicketState }) => void;
}

export const stateMenuId = (ticketId: string): string => `state-${ticketId}`;

/** What this ticket can become: the usual step as a button, the others behind it. A live chat is ended first. */
export function StateControl({ row, can, roomy, subState, onVerb, onSubState }: Props) {
  const { t } = useTranslation('life');
  const parts = useQuery(subStatesQuery).data?.items ?? [];
  const may: Record<TicketState, boolean> = { new: false, open: can.resume, pending: can.wait, on_hold: can.hold, solved: can.solve, closed: false };
  may[row.state] = can.resume || can.solve || can.close;
  const part = (id: string | null, state: TicketState, label: string): MenuItem => {
    const Icon = STATE_ICONS[state];
    return { key: id ?? 'none', label, hint: t(`state.${state}`), icon: <Icon size={16} aria-hidden />, onSelect: () => onSubState({ id, state }) };
  };
  const item = (allowed: boolean, verb: LifeVerb, Icon: typeof AlarmClock, label: string, extra: Partial<MenuItem> = {}): MenuItem[] =>
    allowed ? [{ key: verb, label, icon: <Icon size={16} aria-hidden />, onSelect: () => onVerb(verb), ...extra }] : [];
  const groups: MenuGroup[] = [
    [
      ...item(can.wait, 'wait', STATE_ICONS.pending, t('wait'), { hint: t('hint.wait') }),
      ...item(can.hold, 'hold', STATE_ICONS.on_hold, t('hold'), { hint: t('hint.hold') }),
      ...item(can.solve, 'solve', STATE_ICONS.solved, t('solve'), { hint: t('hint.solve'), keys: keysOf('end') }),
      ...item(can.resume, 'resume', RotateCcw, t('resume')),
    ],
    [
      ...parts.filter(({ id, state, retiredAt }) => may[state] && retiredAt === null && id !== subState?.id).map(({ id, state, names }) => part(id, state, nameIn(names, currentLocale()))),
      ...(subState && may[row.state] ? [part(null, row.state, t('sub.none'))] : []),
    ],
    [
      ...item(can.snooze && row.snoozedUntil === null, 'snooze', AlarmClock, t('snooze.label'), { keys: keysOf('snooze') }),
      ...item(row.snoozedUntil !== null && can.edit, 'wake', AlarmClockOff, t('wake')),
    ],
    [...item(can.close, 'close', CircleSlash, t('close'), { hint: t('hint.close') })],
  ].flatMap((items) => (items.length > 0 ? [{ items }] : []));
  if (groups.length === 0) return null;
  const first = can.solve ? 'solve' : can.resume ? 'resume' : null;
  return (
    <div className="flex shrink-0">
      {first && (
        <Button
          size={roomy ? 'medium' : 'small'}
          className="rounded-e-none"
          icon={first === 'solve' ? <CircleCheck size={16} aria-hidden /> : <RotateCcw size={16} aria-hidden />}
          aria-label={t(first)}
          data-tip={first === 'solve' ? t('solveTip') : t('resume')}
          data-tip-key={first === 'solve' ? keysOf('end') : undefined}
          onClick={() => onVerb(first)}
        >
          {roomy && t(first)}
        </Button>
      )}
      <Menu
        id={stateMenuId(row.id)}
        groups={groups}
        align="end"
        aria-label={t('menu')}
        data-tip={t('menu')}
        data-tip-key={keysOf('state')}
        className={`inline-flex items-center justify-center border border-line bg-surface text-muted hover:bg-hover hover:text-text ${roomy ? 'h-8 w-7' : 'h-7 w-6'} ${first ? 'rounded-e-control border-s-0' : 'rounded-control'}`}
      >
        <ChevronDown size={14} aria-hidden />
      </Menu>
    </div>
  );
}

/** Where the ticket stands, where that is not simply at work. */
export function StandingBadge({ row, subState }: { row: TicketRow; subState: TicketDetail['subState'] }) {
  const { t } = useTranslation('life');
  const named = subState && nameIn(subState.names, currentLocale());
  if (named && (row.state === 'new' || row.state === 'open' || row.state === 'closed'))
    return (
      <Badge>
        <span dir="auto">{named}</span>
      </Badge>
    );
  if (row.state !== 'pending' && row.state !== 'on_hold' && row.state !== 'solved') return null;
  const Icon = STATE_ICONS[row.state];
  return (
    <Badge tone={row.state === 'solved' ? 'green' : 'neutral'} icon={<Icon size={12} aria-hidden />}>
      {t(`badge.${row.state}`)}
      {named && <span dir="auto"> · {named}</span>}
    </Badge>
  );
}
