import { useCallback } from 'react';
import { Problem } from '../../../client/problem.js';
import { tellFailure } from '../../app/error-text.js';
import { useLive } from '../../app/live.js';

/** Takes back an own message; the recall itself arrives as an entry of the talk. */
export function useRecall(ticketId: string): (messageId: string) => void {
  const { conversations } = useLive();
  return useCallback(
    (messageId) => {
      void conversations.recall(ticketId, messageId).then((answer) => {
        if (!answer) return tellFailure(new Problem('client/offline', 0));
        if (!answer.ok) return tellFailure(new Problem(answer.error.code, 409, answer.error.data));
        conversations.heads([{ conversationId: ticketId, head: answer.seq }]);
      });
    },
    [conversations, ticketId],
  );
}
