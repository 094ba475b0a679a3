import type { TicketDetail, TicketRow } from '#contracts/tickets.js';
import { ArrowLeft, ArrowRightLeft, Ban, CheckCheck, Columns2, Download, Ellipsis, Hand, Mail, MailOpen, MailWarning, Merge, Split, PanelRight, RotateCcw, ShieldOff, Square, UserRoundPlus, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Menu, type MenuItem } from '../../../ui/menu.js';
import { PaneHead } from '../../../ui/pane.js';
import { MID, useMedia } from '../../app/use-media.js';
import { customerName } from '../../app/customer-name.js';
import { Lookers } from './lookers.js';
import { StandingBadge, StateControl } from './state-control.js';
import type { LifeVerb } from './ticket-verbs.js';
import { ClockChip, ComplaintBadge, DueChip } from '../../app/due-chip.js';
import { keysOf } from '../../app/keys.js';
import { usePane } from '../../app/pane.js';
import { LIFE_TEXTS } from '../../app/life-texts.js';
import { PANES_TEXTS } from '../../app/panes-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { WaitingChip } from '../../app/waiting-chip.js';

export type TicketVerb = LifeVerb | 'unread' | 'assign' | 'transfer' | 'end' | 'reopen' | 'takeOver' | 'save' | 'block' | 'unblock';
interface Props {
  row: TicketRow;
  can: TicketDetail['can'] | undefined;
  subState: TicketDetail['subState'];
  contextOpen: boolean;
  onContext: () => void;
  onBack: () => void;
  onVerb: (verb: TicketVerb) => void;
  onSubState: ComponentProps<typeof StateControl>['onSubState'];
}

/** Whose ticket this is, in which state, who else looks, and what can be done. */
export function TicketHead({ row, can, subState, contextOpen, onContext, onBack, onVerb, onSubState }: Props) {
  const { t } = useTranslation();
  const mid = useMedia(MID);
  const pane = usePane();
  const beside = pane.place !== null;
  const ready = useTexts('panes', PANES_TEXTS);
  const life = useTexts('life', LIFE_TEXTS);
  const roomy = mid && !beside;
  const chatRuns = row.chat?.state === 'accepted';
  return (
    <PaneHead className="bg-surface">
      {!mid && (
        <IconButton label={t('ticket.back')} onClick={onBack} className="-ms-2">
          <ArrowLeft size={20} aria-hidden />
        </IconButton>
      )}
      <div className="flex min-w-0 flex-1 items-center gap-2">
        {row.channelKind === 'mailbox' && (
          <span title={t('list.byMail')} className="inline-flex shrink-0 text-muted">
            <Mail size={16} aria-hidden />
            <span className="sr-only">{t('list.byMail')}</span>
          </span>
        )}
        <h2 dir="auto" className="min-w-0 truncate text-14 font-semibold">
          {customerName(row.customer.name, row.number, t)}
        </h2>
        {roomy && <span className="tabular shrink-0 text-13 text-muted">#{row.number}</span>}
        {row.customer.demo && roomy && <Badge>{t('list.demo')}</Badge>}
        {row.complaint && roomy && <ComplaintBadge severity={row.complaint} />}
        {row.promise && <DueChip promise={row.promise} />}
        {row.due && !row.promise && (!row.chat || !row.waitingSince) && <ClockChip due={row.due} />}
        {row.waitingSince && (!(row.promise || row.due) || row.chat) ? <WaitingChip since={row.waitingSince} /> : <StateBadge row={row} />}
        {life && roomy && <StandingBadge row={row} subState={subState} />}
        <Lookers ticketId={row.id} />
      </div>
      {can?.end && chatRuns && (
        <Button size={beside ? 'small' : 'medium'} data-tip={t('ticket.endTip')} data-tip-key={keysOf('end')} onClick={() => onVerb('end')}>
          {t('chat.end')}
        </Button>
      )}
      {can?.takeOver && roomy && (
        <Button icon={<Hand size={16} aria-hidden />} onClick={() => onVerb('takeOver')}>
          {t('chat.takeOver')}
        </Button>
      )}
      {can?.assign && roomy && (
        <IconButton label={t('ticket.assign')} tipKey={keysOf('assign')} onClick={() => onVerb('assign')}>
          <UserRoundPlus size={16} aria-hidden />
        </IconButton>
      )}
      {can?.transfer && roomy && (
        <IconButton label={t('chat.transfer')} onClick={() => onVerb('transfer')}>
          <ArrowRightLeft size={16} aria-hidden />
        </IconButton>
      )}
      {ready && !beside && pane.toggleBeside && (
        <IconButton label={t('panes:beside')} tipKey={keysOf('beside')} onClick={pane.toggleBeside}>
          <Columns2 size={16} aria-hidden />
        </IconButton>
      )}
      {can && life && !chatRuns && <StateControl row={row} can={can} roomy={roomy} subState={subState} onVerb={onVerb} onSubState={onSubState} />}
      <MoreMenu can={can} onVerb={onVerb} ready={ready} worded={life} onContext={onContext} />
      {beside ? (
        <IconButton label={t('panes:close', { name: customerName(row.customer.name, row.number, t) })} tipKey={keysOf('closePane')} onClick={pane.close} className="-me-2">
          <X size={16} aria-hidden />
        </IconButton>
      ) : (
        <IconButton label={t(contextOpen ? 'ticket.hideContext' : 'ticket.showContext')} tipKey={keysOf('context')} onClick={onContext} aria-pressed={contextOpen}>
          <PanelRight size={16} aria-hidden />
        </IconButton>
      )}
    </PaneHead>
  );
}

function StateBadge({ row }: { row: TicketRow }) {
  const { t } = useTranslation();
  if (row.state === 'closed') return <Badge icon={<CheckCheck size={12} aria-hidden />}>{t('ticket.state.closed')}</Badge>;
  if (row.chat?.state === 'accepted') return <Badge tone="green">{t('chat.state.accepted')}</Badge>;
  return null;
}

interface MenuProps extends Pick<Props, 'can' | 'onVerb' | 'onContext'> {
  /** The words about panes are here. */
  ready: boolean;
  /** The words about where a ticket stands are here. */
  worded: boolean;
}

function MoreMenu({ can, onVerb, onContext, ready, worded }: MenuProps) {
  const { t } = useTranslation();
  const { place, toggleBeside } = usePane();
  const item = (allowed: boolean | undefined, verb: TicketVerb, label: string, Icon: typeof Ban, extra: Partial<MenuItem> = {}): MenuItem[] =>
    allowed ? [{ key: verb, label, icon: <Icon size={16} aria-hidden />, onSelect: () => onVerb(verb), ...extra }] : [];
  const groups = [
    [
      ...item(can?.assign, 'assign', t('ticket.assign'), UserRoundPlus, { keys: keysOf('assign') }),
      ...item(can?.transfer, 'transfer', t('chat.transfer'), ArrowRightLeft),
      ...item(can?.takeOver, 'takeOver', t('chat.takeOver'), Hand),
    ],
    [
      ...item(ready, 'unread', t('panes:unread'), MailOpen, { keys: keysOf('unread') }),
      ...(ready && place !== null ? [{ key: 'context', label: t('ticket.showContext'), icon: <PanelRight size={16} aria-hidden />, keys: keysOf('context'), onSelect: onContext }] : []),
      ...(ready && place !== null && toggleBeside ? [{ key: 'alone', label: t('panes:alone'), icon: <Square size={16} aria-hidden />, keys: keysOf('beside'), onSelect: toggleBeside }] : []),
    ],
    [...item(worded && can?.merge, 'merge', t('life:verb.merge'), Merge, { keys: keysOf('merge') }), ...item(worded && can?.unmerge, 'unmerge', t('life:verb.unmerge'), Split)],
    [...item(can?.reopen, 'reopen', t('ticket.reopen'), RotateCcw), ...item(can && true, 'save', t('ticket.save'), Download)],
    [
      ...item(worded && can?.spam, 'spam', t('life:verb.spam'), MailWarning, { keys: keysOf('spam') }),
      ...item(worded && can?.unspam, 'unspam', t('life:verb.notSpam'), MailWarning, { keys: keysOf('spam') }),
    ],
    [...item(can?.block, 'block', t('timeline:visitor.block'), Ban, { danger: true }), ...item(can?.unblock, 'unblock', t('timeline:visitor.unblock'), ShieldOff)],
  ].flatMap((items) => (items.length > 0 ? [{ items }] : []));
  if (groups.length === 0) return null;
  return (
    <Menu
      groups={groups}
      align="end"
      aria-label={t('ticket.more')}
      data-tip={t('ticket.more')}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text"
    >
      <Ellipsis size={16} aria-hidden />
    </Menu>
  );
}
