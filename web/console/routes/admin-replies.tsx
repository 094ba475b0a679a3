import { useQuery } from '@tanstack/react-query';
import { addCannedReply, managedRepliesQuery, removeCannedReply } from '../../client/canned-replies.data.js';
import { searchReplies } from '../../client/reply-search.rules.js';
import { REPLY_TEXTS } from '../app/reply-texts.js';
import { SharedPage } from '../app/shared-page.js';
import { useTexts } from '../app/use-texts.js';
import { ReplyDialog } from '../features/replies/reply-dialog.js';
import { draftOf } from '../features/replies/reply-draft.js';
import { ReplyTable } from '../features/replies/reply-table.js';

/** Saved replies: own ones, the team's and everybody's. */
export default function RepliesRoute() {
  const ready = useTexts('replies', REPLY_TEXTS);
  const replies = useQuery(managedRepliesQuery);
  if (!ready) return <div className="flex-1" aria-busy />;
  return (
    <SharedPage
      namespace="replies"
      query={replies}
      queryKey="canned-replies"
      search={searchReplies}
      remove={(reply) => removeCannedReply(reply.id)}
      restore={(reply) => addCannedReply(draftOf(reply))}
      Table={ReplyTable}
      Dialog={ReplyDialog}
    />
  );
}
