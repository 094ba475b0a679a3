import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recipientsQuery } from '../../../client/mail.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { ParticipantList } from './participant-list.js';

/** Who gets the answer beside the customer. */
export default function RecipientsDialog({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { t } = useTranslation('sending');
  const { data } = useQuery(recipientsQuery(ticketId));
  return (
    <Dialog open onClose={onClose} size="small" title={t('people')} description={t('peopleLead')} closeLabel={t('common:close')} actions={<Button onClick={onClose}>{t('common:close')}</Button>}>
      {data && <ParticipantList ticketId={ticketId} recipients={data} />}
    </Dialog>
  );
}
