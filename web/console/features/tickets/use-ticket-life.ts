import type { TicketDetail, TicketState } from '#contracts/tickets.js';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute } from '../../../client/format.js';
import { changeFacts, type FactChange, hold, liftSpam, markSpam, resume, snooze, solve, wait, wake } from '../../../client/ticket-life.data.js';
import { unmerge } from '../../../client/merges.data.js';
import { chooseSubState } from '../../../client/sub-states.data.js';
import { changeTicket, knownRow } from '../../../client/tickets.data.js';
import { showToast } from '../../../ui/toast.js';
import { tellFailure } from '../../app/error-text.js';
import { askFields } from '../../app/fields/asked-fields.js';
import { useLive } from '../../app/live.js';
import { askOpenParts } from '../../app/open-parts.js';

const MOVES = { solved: solve, pending: wait, on_hold: hold, open: resume } as const;
export type MoveTo = keyof typeof MOVES;

/** Moves a ticket, lets it sleep and changes what it is about. Each shows at once; what the server refuses is taken back and said. */
export function useTicketLife(id: string) {
  const { conversations } = useLive();
  const { t } = useTranslation('life');
  return useMemo(() => {
    const run = async (change: Partial<TicketDetail['ticket']>, action: (openChildren: number) => Promise<TicketDetail>, openChildren = 0): Promise<boolean> => {
      const problem = await changeTicket(id, (now) => ({ ...now, ticket: { ...now.ticket, ...change } }), () => action(openChildren));
      if (problem?.code === 'ticket/fields_missing') return askFields(id, problem, () => run(change, action, openChildren));
      if (problem?.code === 'relation/children_open') return askOpenParts(id, problem, (seen) => run(change, action, seen));
      if (problem) tellFailure(problem);
      return problem === null;
    };
    const offerUndo = (text: string, undo: () => Promise<boolean>) => showToast({ tone: 'done', text, action: { label: t('console:undo.label'), run: () => void undo() } });
    const move = (to: MoveTo, from: TicketState) =>
      run({ state: to, ...(to === 'solved' || to === 'pending' ? { waitingSince: null } : {}), ...(to === 'solved' ? { snoozedUntil: null } : {}) }, (openChildren) =>
        MOVES[to](id, { from, openChildren, seenSeq: conversations.of(id).get().last }),
      );
    return {
      async move(to: MoveTo): Promise<boolean> {
        const before = knownRow(id);
        if (!before) return false;
        const held = await move(to, before.state);
        // One that was new comes back as open: somebody has had it in hand.
        const back = before.state === 'pending' || before.state === 'on_hold' ? before.state : 'open';
        if (held && to !== 'open') offerUndo(t(`did.${to}`, { number: before.number }), () => move(back, to));
        return held;
      },
      /** Within the state, or together with it. */
      subState: ({ id: subStateId, state }: { id: string | null; state: TicketState }) => {
        const from = knownRow(id)?.state;
        return run({ state }, (openChildren) => chooseSubState(id, { subStateId, openChildren, seenSeq: conversations.of(id).get().last, ...(from ? { from } : {}) }));
      },
      async snooze(until: number, holds: boolean): Promise<boolean> {
        const number = knownRow(id)?.number ?? 0;
        const at = new Date(until).toISOString();
        const held = await run({ snoozedUntil: at }, () => snooze(id, { until: at, holds }));
        if (held) offerUndo(t('did.snoozed', { number, when: exactMinute(at) }), () => run({ snoozedUntil: null }, () => wake(id)));
        return held;
      },
      async markSpam(): Promise<boolean> {
        const number = knownRow(id)?.number ?? 0;
        const held = await run({}, () => markSpam(id));
        if (held) offerUndo(t('did.spam', { number }), () => run({}, () => liftSpam(id)));
        return held;
      },
      liftSpam: () => run({}, () => liftSpam(id)),
      unmerge: (targetId?: string) => run({}, () => unmerge(id, targetId ?? id)),
      wake: () => run({ snoozedUntil: null }, () => wake(id)),
      change: (change: FactChange) => run({ ...change, ...(change.subject === undefined ? {} : { subject: change.subject || null }) }, () => changeFacts(id, change, knownRow(id)?.version ?? 0)),
    };
  }, [id, conversations, t]);
}
export type TicketLife = ReturnType<typeof useTicketLife>;
