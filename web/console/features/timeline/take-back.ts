import type { Outgoing } from '#contracts/outgoing.js';
import { withdrawHeld } from '../../../client/outgoing.data.js';
import { tellFailure } from '../../app/error-text.js';
import { draftText, writeDraft } from './drafts.js';
import { putBack } from './trays.js';

/** Stops a held reply; its words and files stand in the composer again, before what was begun there since. */
export async function takeBack(held: Pick<Outgoing, 'id' | 'ticketId'>): Promise<void> {
  try {
    const { text, attachments } = await withdrawHeld(held.ticketId, held.id);
    const begun = draftText(held.ticketId, 'reply').get();
    putBack(held.ticketId, 'reply', attachments);
    writeDraft(held.ticketId, 'reply', [text, begun].filter(Boolean).join('\n\n'));
  } catch (error) {
    tellFailure(error);
  }
}
