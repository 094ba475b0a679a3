import type { Me } from '#contracts/accounts.js';
import type { ChatEnding } from '#contracts/chats.js';
import type { TicketDetail, TicketRow } from '#contracts/tickets.js';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import { useStore } from '../../client/store.js';
import { neighbourOf } from '../../client/tickets.data.js';
import { useTranslation } from 'react-i18next';
import type { KeyName } from '../app/key-table.js';
import { keysOf, useKeys } from '../app/keys.js';
import { useLive } from '../app/live.js';
import { LIFE_TEXTS } from '../app/life-texts.js';
import { type PageCommand, useOffer } from '../app/page-commands.js';
import { PANES_TEXTS } from '../app/panes-texts.js';
import { usePane } from '../app/pane.js';
import { type ListSearch, toListQuery } from '../app/search.js';
import { selection } from '../app/selection.js';
import type { Target } from '../app/target.js';
import { useTexts } from '../app/use-texts.js';
import { stateMenuId } from '../features/tickets/state-control.js';
import type { FactFocus } from '../features/tickets/ticket-facts.js';
import type { TicketVerb } from '../features/tickets/ticket-head.js';
import { type MoveTo, useTicketLife } from '../features/tickets/use-ticket-life.js';
import { useTicketActions } from '../features/tickets/use-ticket-actions.js';
import { draftText, type Mode } from '../features/timeline/drafts.js';
import { sendNow } from '../features/timeline/send-now.js';
import { trayOf } from '../features/timeline/trays.js';

const NOTHING: readonly PageCommand[] = [];
type DialogName = 'snooze' | 'assign' | 'transfer' | 'end' | 'block' | 'save' | 'macro' | 'merge';
interface Props {
  row: TicketRow;
  detail: TicketDetail | undefined;
  me: Me;
  search: ListSearch;
}

/** What is open on a ticket's page, and what its buttons and keys do. */
export function useTicketPage({ row, detail, me, search }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = useTicketActions(row.id, detail, me);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [wantedMacro, setWantedMacro] = useState('');
  const [drawer, setDrawer] = useState(false);
  const [factFocus, setFactFocus] = useState<FactFocus>(null);
  const life = useTicketLife(row.id);
  const { conversations } = useLive();
  const told = useTexts('life', LIFE_TEXTS);
  const pane = usePane();
  const beside = pane.place !== null;
  const [chosen, setMode] = useState<Mode | null>(null);
  // Whoever watches a colleague's chat whispers by default: words for the customer take a deliberate step.
  const watching = detail?.chat?.state === 'accepted' && detail.chat.agent !== null && detail.chat.agent.id !== me.account.id;
  const mode: Mode = chosen ?? (watching ? 'note' : 'reply');
  const box = useRef<HTMLTextAreaElement>(null);
  const can = detail?.can;
  const ready = useTexts('panes', PANES_TEXTS);
  // With marks in the list these keys are theirs.
  const marking = useStore(selection).ids.length > 0;
  const back = () => void navigate({ to: '/tickets', search });
  const closeDialog = () => setDialog(null);

  const write = (next: Mode) => {
    setMode(next);
    // After the paper has changed, so that the first key lands in the right one.
    requestAnimationFrame(() => box.current?.focus());
  };
  const moveOn = async (done: Promise<boolean>) => {
    if (beside) return void ((await done) && pane.close());
    const next = neighbourOf(toListQuery(search), row.id);
    if (await done) void (next ? navigate({ to: '/tickets/$ticketId', params: { ticketId: next }, search }) : navigate({ to: '/tickets', search }));
  };
  const end = (ending: z.input<typeof ChatEnding>) => {
    closeDialog();
    if (!actions.end) return;
    const done = actions.end(ending);
    if (ending.closeTicket || ending.solveTicket) void moveOn(done);
  };
  const onVerb = (verb: TicketVerb) => {
    if (verb === 'assign' || verb === 'transfer' || verb === 'end' || verb === 'block' || verb === 'save' || verb === 'snooze' || verb === 'merge') return setDialog(verb);
    if (verb === 'spam') void moveOn(life.markSpam());
    if (verb === 'unspam') void life.liftSpam();
    if (verb === 'unmerge') void life.unmerge(detail?.mergedInto?.id);
    if (verb === 'close') void moveOn(actions.close());
    if (verb === 'solve') void moveOn(life.move('solved'));
    if (verb === 'wait') void life.move('pending');
    if (verb === 'hold') void life.move('on_hold');
    if (verb === 'resume') void life.move('open');
    if (verb === 'wake') void life.wake();
    if (verb === 'reopen') void actions.reopen();
    if (verb === 'unread') void actions.markUnread().then((done) => done && (beside ? pane.close() : back()));
    if (verb === 'takeOver') void actions.takeOver?.().then((done) => done && write('reply'));
    if (verb === 'unblock') void actions.unblock?.();
  };
  // Somebody who may only add notes has nothing that a macro could do for him.
  const mayRun = can !== undefined && (can.reply || can.edit || can.assign || can.close || can.reopen);
  const runMacro = (name: string) => {
    setWantedMacro(name);
    setDialog('macro');
  };
  /** What the composer holds goes out first; what it holds back stops the move as well. */
  const submit = (to: MoveTo) => {
    const verb = { solved: can?.end ? 'end' : can?.solve && 'solve', pending: can?.wait && 'wait', on_hold: can?.hold && 'hold', open: can?.resume && 'resume' } as const;
    const written = () => draftText(row.id, mode).get().trim() !== '' || trayOf(row.id, mode).items().length > 0;
    void sendNow(box.current?.form ?? null, written, conversations.of(row.id)).then((sent) => {
      const next = verb[to];
      if (sent && next) onVerb(next);
    });
  };
  const accept = () => void actions.accept?.().then((done) => done && write('reply'));

  const command = (allowed: boolean | undefined, key: string, label: string, run: () => void, name?: KeyName): PageCommand[] =>
    allowed ? [{ key, label, run, keys: name && keysOf(name) }] : [];
  useOffer(!pane.focused ? NOTHING : [
    ...command(can?.accept, 'accept', t('chat.accept'), accept, 'toMe'),
    ...command(can?.reply, 'reply', t('timeline:composer.replyLabel'), () => write('reply'), 'reply'),
    ...command(can?.note, 'note', t('timeline:composer.noteLabel'), () => write('note'), 'note'),
    ...command(can?.assign, 'assign', t('ticket.assign'), () => setDialog('assign'), 'assign'),
    ...command(can?.transfer, 'transfer', t('chat.transfer'), () => setDialog('transfer')),
    ...command(can?.end, 'end', t('chat.end'), () => setDialog('end'), 'end'),
    ...command(can?.takeOver, 'takeOver', t('chat.takeOver'), () => onVerb('takeOver')),
    ...command(told && can?.solve, 'solve', t('life:solve'), () => onVerb('solve'), 'end'),
    ...command(told && can?.wait, 'wait', t('life:wait'), () => onVerb('wait')),
    ...command(told && can?.hold, 'hold', t('life:hold'), () => onVerb('hold')),
    ...command(told && can?.resume, 'resume', t('life:resume'), () => onVerb('resume')),
    ...command(told && can?.snooze, 'snooze', t('life:snooze.label'), () => onVerb('snooze'), 'snooze'),
    ...command(told && can?.merge, 'merge', t('life:verb.merge'), () => onVerb('merge'), 'merge'),
    ...command(told && can?.spam, 'spam', t('life:verb.spam'), () => onVerb('spam'), 'spam'),
    ...command(told && can?.unspam, 'unspam', t('life:verb.notSpam'), () => onVerb('unspam'), 'spam'),
    ...command(told && can?.unmerge, 'unmerge', t('life:verb.unmerge'), () => onVerb('unmerge')),
    ...command(can?.close, 'close', t('ticket.close'), () => onVerb('close')),
    ...command(can?.reopen, 'reopen', t('ticket.reopen'), () => onVerb('reopen')),
    ...command(ready && mayRun, 'macro', t('panes:macro'), () => runMacro(''), 'macro').map((one) => ({ ...one, take: runMacro })),
    ...command(ready, 'unread', t('panes:unread'), () => onVerb('unread'), 'unread'),
    ...command(ready && pane.toggleBeside !== null, 'beside', t(beside ? 'panes:alone' : 'panes:beside'), () => pane.toggleBeside?.(), 'beside'),
    ...command(can?.block, 'block', t('timeline:visitor.block'), () => setDialog('block')),
  ]);

  return {
    dialog,
    wantedMacro,
    closeDialog,
    drawer,
    setDrawer,
    mode,
    write,
    box,
    back,
    onVerb,
    onSubState: (choice: Parameters<typeof life.subState>[0]) => void life.subState(choice),
    end,
    accept,
    decline: () => void actions.decline?.(),
    block: () => void actions.block?.(),
    leaveComposer: () => box.current?.blur(),
    transfer(target: Target, note: string) {
      closeDialog();
      void actions.transfer?.({ ...(target.kind === 'team' ? { teamId: target.ref.id } : { accountId: target.ref.id }), ...(note ? { note } : {}) }, target);
    },
    merged(targetId: string) {
      closeDialog();
      void navigate({ to: '/tickets/$ticketId', params: { ticketId: targetId }, search });
    },
    assign(target: Target | null) {
      closeDialog();
      void actions.assign(target);
    },
    factFocus,
    focused: () => setFactFocus(null),
    snooze(until: number, holds: boolean) {
      closeDialog();
      void moveOn(life.snooze(until, holds));
    },
    useTicketKeys(toggleContext: () => void, contextOpen: boolean) {
      const edit = (fact: FactFocus) => () => {
        if (!contextOpen) toggleContext();
        setFactFocus(fact);
      };
      useKeys(!pane.focused ? {} : {
        unread: () => onVerb('unread'),
        macro: mayRun && !marking ? () => runMacro('') : undefined,
        reply: can?.reply === false ? undefined : () => write('reply'),
        note: can?.note === false ? undefined : () => write('note'),
        end: can?.end ? () => setDialog('end') : can?.solve ? () => onVerb('solve') : undefined,
        state: can ? () => document.getElementById(stateMenuId(row.id))?.click() : undefined,
        snooze: can?.snooze ? () => setDialog('snooze') : undefined,
        spam: can?.unspam ? () => onVerb('unspam') : can?.spam && !marking ? () => onVerb('spam') : undefined,
        merge: can?.merge ? () => setDialog('merge') : undefined,
        priority: can?.edit ? edit('priority') : undefined,
        tags: can?.edit ? edit('tags') : undefined,
        assign: can?.assign && !marking ? () => setDialog('assign') : undefined,
        toMe: can?.accept ? accept : can?.assign ? () => void actions.assignToMe() : undefined,
        context: toggleContext,
        open: () => write(mode),
        close: beside || marking ? undefined : back,
        closePane: beside ? undefined : back,
        sendSolve: can ? () => submit('solved') : undefined,
        submitOpen: can ? () => submit('open') : undefined,
        submitPending: can ? () => submit('pending') : undefined,
        submitHold: can ? () => submit('on_hold') : undefined,
      });
    },
  };
}
export type TicketPageState = ReturnType<typeof useTicketPage>;
