import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recipientsQuery } from '../../../client/mail.data.js';
import { Section } from '../../../ui/pane.js';
import { SENDING_TEXTS } from '../../app/sending-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { ParticipantList } from './participant-list.js';

/** Who takes part beside the requester, where answers leave by mail. */
export default function TicketParticipants({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('sending');
  const ready = useTexts('sending', SENDING_TEXTS);
  const { data } = useQuery(recipientsQuery(ticketId));
  if (!ready || !data || (data.way === 'talk' && data.participants.length === 0)) return null;
  return (
    <Section title={t('title')}>
      <ParticipantList ticketId={ticketId} recipients={data} />
    </Section>
  );
}
