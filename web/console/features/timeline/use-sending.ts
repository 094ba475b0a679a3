import type { Attachment } from '#contracts/files.js';
import type { Quote } from '#contracts/messages.js';
import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useRef, useState } from 'react';
import { exactMinute } from '../../../client/format.js';
import { holdReply, outgoingQuery } from '../../../client/outgoing.data.js';
import { Problem } from '../../../client/problem.js';
import { useStore } from '../../../client/store.js';
import { showToast } from '../../../ui/toast.js';
import { tellFailure } from '../../app/error-text.js';
import { useLive } from '../../app/live.js';
import { takeBack } from './take-back.js';

interface Words {
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly quote: Quote | undefined;
}

interface Attempt {
  /** Everything that makes it this reply. */
  readonly content: string;
  readonly id: string;
  /** No answer came: the server may hold it. */
  lost: boolean;
}
/** By ticket, so that going elsewhere and back makes no second reply of one that may be held. */
const attempts = new Map<string, Attempt>();

function attemptOf(ticketId: string, { text, files, quote }: Words, sendAt: string | undefined): Attempt {
  const content = JSON.stringify([text, files.map(({ id }) => id), quote?.id ?? null, sendAt ?? null]);
  const known = attempts.get(ticketId);
  if (known?.content === content) return known;
  const attempt = { content, id: crypto.randomUUID(), lost: false };
  attempts.set(ticketId, attempt);
  return attempt;
}

/** Hands a reply to the server, which holds it for a moment or until a time and refuses it where somebody has spoken since. */
export function useSending(ticketId: string, onCrossed: (count: number) => void) {
  const { conversations, socket } = useLive();
  const online = useStore(socket.status) === 'online';
  // Fetched with the list of what is held, behind the talk; until then words go straight into it.
  const { data } = useQuery({ ...outgoingQuery(ticketId), enabled: false });
  const [busy, setBusy] = useState(false);
  const crossedSeq = useRef(0);

  return {
    busy,
    /**
     * Whether the words go into the talk by the live connection: into a chat, and where the line is cut and they must be kept.
     * Not while it is unknown whether the server holds them: asked again it says so, and they leave once.
     */
    direct: attempts.get(ticketId)?.lost !== true && (!online || !data || (data.live && data.undoSeconds === 0)),
    /** @returns whether the server has it */
    async hold(words: Words, sendAt?: string): Promise<boolean> {
      if (busy) return false;
      setBusy(true);
      const { text, files, quote } = words;
      /** Sent again as it is, it is the same reply. */
      const attempt = attemptOf(ticketId, words, sendAt);
      const seenSeq = Math.max(conversations.of(ticketId).get().last, crossedSeq.current);
      try {
        const held = await holdReply(ticketId, {
          clientMessageId: attempt.id, seenSeq, ...(text === '' ? {} : { text }), ...(files.length > 0 ? { attachmentIds: files.map(({ id }) => id) } : {}),
          ...(quote ? { replyTo: quote.id } : {}), ...(sendAt ? { sendAt } : {}),
        });
        attempts.delete(ticketId);
        // It had come, and was stopped since: sent once more it is a new one.
        if (held.state === 'withdrawn' || held.state === 'returned') return false;
        const forMs = Math.max(0, Date.parse(held.dueAt) - Date.parse(held.createdAt));
        const t = i18next.getFixedT(null, 'sending');
        if (held.state === 'held')
          showToast({
            tone: 'done', text: held.kind === 'later' ? t('heldUntil', { when: exactMinute(held.dueAt) }) : t('held'), action: { label: t('undo'), run: () => void takeBack(held) },
            ...(held.kind === 'undo' ? { forMs } : {}),
          });
        return true;
      } catch (error) {
        if (!(error instanceof Problem) || error.status < 400 || error.status >= 500) attempt.lost = true;
        if (error instanceof Problem && error.code === 'message/crossed') {
          const { seq, messageIds } = error.data;
          if (typeof seq === 'number') crossedSeq.current = seq;
          onCrossed(Array.isArray(messageIds) ? messageIds.length : 1);
        } else tellFailure(error);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
