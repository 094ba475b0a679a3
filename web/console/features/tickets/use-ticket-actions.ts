import type { ChatEnding, ChatTransfer } from '#contracts/chats.js';
import type { Me } from '#contracts/accounts.js';
import type { TicketDetail } from '#contracts/tickets.js';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { accept, decline, endChat, takeOver, transfer } from '../../../client/chats.data.js';
import { assign, blockVisitor, changeTicket, close, knownRow, markUnread, reopen, unblockVisitor } from '../../../client/tickets.data.js';
import { tellFailure } from '../../app/error-text.js';
import { askFields } from '../../app/fields/asked-fields.js';
import { useLive } from '../../app/live.js';
import { askOpenParts } from '../../app/open-parts.js';
import { showToast } from '../../../ui/toast.js';
import type { Target } from '../../app/target.js';

type Guess = (detail: TicketDetail) => TicketDetail;

/** Everything one can do to a ticket. Each shows at once; what the server refuses is taken back and said. Resolves to whether it held. */
export function useTicketActions(id: string, detail: TicketDetail | undefined, me: Me) {
  const { conversations } = useLive();
  const { t } = useTranslation();
  return useMemo(() => {
    const self = { id: me.account.id, name: me.account.name, pictureUrl: me.account.pictureUrl };
    const chatId = detail?.chat?.id;
    const visitorId = detail?.visitor?.id;
    /** The newest entry on this screen: what the customer wrote after it, this person has not seen. */
    const shownSeq = () => conversations.of(id).get().last;
    const run = async (guess: Guess, action: (openChildren: number) => Promise<TicketDetail | { ok: true }>, openChildren = 0): Promise<boolean> => {
      const problem = await changeTicket(id, guess, () => action(openChildren));
      if (problem?.code === 'ticket/fields_missing') return askFields(id, problem, () => run(guess, action, openChildren));
      if (problem?.code === 'relation/children_open') return askOpenParts(id, problem, (seen) => run(guess, action, seen));
      if (problem) tellFailure(problem);
      return problem === null;
    };
    const refused = (fault: unknown) => {
      tellFailure(fault);
      return false;
    };
    /** What is done without being asked twice can be taken back, also from the next ticket. */
    const offerUndo = (what: 'assigned' | 'closed', number: number, undo: () => Promise<boolean>) =>
      showToast({ tone: 'done', text: t(`undo.${what}`, { number }), action: { label: t('undo.label'), run: () => void undo() } });
    const withTicket =
      (change: Partial<TicketDetail['ticket']>): Guess =>
      (now) => ({ ...now, ticket: { ...now.ticket, ...change } });
    const taken: Guess = (now) => ({
      ...withTicket({
        assignee: self,
        state: 'open',
        chat: now.ticket.chat && { ...now.ticket.chat, state: 'accepted', offeredToMe: false, offerExpiresAt: null },
      })(now),
      chat: now.chat && { ...now.chat, state: 'accepted', agent: self, offerExpiresAt: null },
      can: { ...now.can, accept: false, decline: false, takeOver: false },
    });
    const block =
      (blocked: boolean): Guess =>
      (now) => ({ ...now, visitor: now.visitor && { ...now.visitor, blocked }, can: { ...now.can, block: !blocked, unblock: blocked } });
    return {
      accept: chatId === undefined ? undefined : () => run(taken, () => accept(chatId)),
      decline:
        chatId === undefined
          ? undefined
          : () =>
              run(
                (now) => ({ ...withTicket({ chat: now.ticket.chat && { ...now.ticket.chat, offeredToMe: false } })(now), can: { ...now.can, decline: false } }),
                () => decline(chatId),
              ),
      takeOver: chatId === undefined ? undefined : () => run(taken, () => takeOver(chatId)),
      transfer:
        chatId === undefined
          ? undefined
          : (body: z.input<typeof ChatTransfer>, target: Target) =>
              run(withTicket(target.kind === 'person' ? { assignee: target.ref } : { assignee: null, team: target.ref }), () => transfer(chatId, body)),
      end:
        chatId === undefined
          ? undefined
          : async (body: z.input<typeof ChatEnding>) => {
              const held = await run(
                (now) => ({
                  ...withTicket({ chat: null, ...(body.solveTicket ? { state: 'solved', waitingSince: null } : body.closeTicket === false ? {} : { state: 'closed', waitingSince: null }) })(now),
                  chat: now.chat && { ...now.chat, state: 'ended' },
                }),
                (openChildren) => endChat(chatId, { ...body, seenSeq: shownSeq(), openChildren }),
              );
              // A word that crossed the end is not answered by it: its customer waits in the queue again.
              if (!held || knownRow(id)?.waitingSince === null) return held;
              showToast({ tone: 'error', text: t('timeline:end.crossed') });
              return false;
            },
      assign: async (target: Target | null) => {
        const before = knownRow(id);
        const guess = withTicket(target === null ? { assignee: null } : target.kind === 'person' ? { assignee: target.ref } : { assignee: null, team: target.ref });
        const held = await run(guess, () => assign(id, target?.kind === 'team' ? { accountId: null, teamId: target.ref.id } : { accountId: target?.ref.id ?? null }));
        const back = { accountId: before?.assignee?.id ?? null, ...(before?.team ? { teamId: before.team.id } : {}) };
        if (held && before) offerUndo('assigned', before.number, () => run(withTicket({ assignee: before.assignee, team: before.team }), () => assign(id, back)));
        return held;
      },
      assignToMe: () => run(withTicket({ assignee: self }), () => assign(id, { accountId: self.id })),
      close: async () => {
        const number = knownRow(id)?.number;
        const held = await run(withTicket({ state: 'closed', waitingSince: null }), (openChildren) => close(id, { seenSeq: shownSeq(), openChildren }));
        if (held && number !== undefined) offerUndo('closed', number, () => run(withTicket({ state: 'open' }), () => reopen(id)));
        return held;
      },
      markUnread: () => markUnread(id).then(() => true, refused),
      reopen: () => run(withTicket({ state: 'open' }), () => reopen(id)),
      block: visitorId === undefined ? undefined : () => run(block(true), () => blockVisitor(visitorId)),
      unblock: visitorId === undefined ? undefined : () => run(block(false), () => unblockVisitor(visitorId)),
    };
  }, [id, detail?.chat?.id, detail?.visitor?.id, me, conversations, t]);
}
