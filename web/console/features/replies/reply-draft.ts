import type { CannedReply, CannedReplyDraft } from '#contracts/canned-replies.js';

/** A reply as it is sent to be saved. */
export const draftOf = ({ title, shortcut, folder, scope, team, texts }: CannedReply): CannedReplyDraft => ({
  title,
  shortcut,
  folder,
  scope,
  teamId: team?.id ?? null,
  texts,
});
