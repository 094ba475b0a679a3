import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { outgoingQuery } from '../../../client/outgoing.data.js';
import { SENDING_TEXTS } from '../../app/sending-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { OutgoingEntry } from './outgoing-entry.js';

/** Replies that wait to leave, and those that were stopped, at the foot of the talk. */
export default function OutgoingEntries({ ticketId, meId }: { ticketId: string; meId: string }) {
  useTranslation('sending');
  const ready = useTexts('sending', SENDING_TEXTS);
  const { data } = useQuery(outgoingQuery(ticketId));
  if (!ready || !data) return null;
  return data.items.map((held) => <OutgoingEntry key={held.id} held={held} meId={meId} />);
}
