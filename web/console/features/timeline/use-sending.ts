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

/** Hands a reply to the server, which holds it for a moment or until a time and refuses it where somebody has spoken since. */
export function useSending(ticketId: string, onCrossed: (count: number) => void) {
  const { conversations, socket } = useLive();
  const online = useStore(socket.status) === 'online';
  // Fetched with the list of what is held, behind the talk; until then words go straight into it.
  const { data } = useQuery({ ...outgoingQuery(ticketId), enabled: false });
  const [busy, setBusy] = useState(false);
  /** Sent again as it is, it is the same reply. */
  const attempt = useRef({ text: '', id: '' });
  const crossedSeq = useRef(0);

  return {
    busy,
    /** Whether the words go into the talk by the live connection: into a chat, and where the line is cut and they must be kept. */
    direct: !online || !data || (data.live && data.undoSeconds === 0),
    /** @returns whether the server has it */
    async hold({ text, files, quote }: Words, sendAt?: string): Promise<boolean> {
      if (busy) return false;
      setBusy(true);
      if (attempt.current.text !== text) attempt.current = { text, id: crypto.randomUUID() };
      const seenSeq = Math.max(conversations.of(ticketId).get().last, crossedSeq.current);
      try {
        const held = await holdReply(ticketId, {
          clientMessageId: attempt.current.id, seenSeq, ...(text === '' ? {} : { text }), ...(files.length > 0 ? { attachmentIds: files.map(({ id }) => id) } : {}),
          ...(quote ? { replyTo: quote.id } : {}), ...(sendAt ? { sendAt } : {}),
        });
        attempt.current = { text: '', id: '' };
        const forMs = Math.max(0, Date.parse(held.dueAt) - Date.parse(held.createdAt));
        const t = i18next.getFixedT(null, 'sending');
        if (held.state === 'held')
          showToast({
            tone: 'done', text: held.kind === 'later' ? t('heldUntil', { when: exactMinute(held.dueAt) }) : t('held'), action: { label: t('undo'), run: () => void takeBack(held) },
            ...(held.kind === 'undo' ? { forMs } : {}),
          });
        return true;
      } catch (error) {
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
