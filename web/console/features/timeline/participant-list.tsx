import type { Recipients } from '#contracts/mail.js';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { includeParticipant, recipientsQuery, removeParticipant } from '../../../client/mail.data.js';
import { Button, IconButton } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { useChange } from '../../app/use-change.js';

/** Everybody beside the requester: whom the staff included, and whom the requester named. */
export function ParticipantList({ ticketId, recipients: { participants, can } }: { ticketId: string; recipients: Recipients }) {
  const { t } = useTranslation('sending');
  const { busy, change } = useChange(recipientsQuery(ticketId).queryKey);
  const [address, setAddress] = useState('');
  const include = (whom: string) => change(() => includeParticipant(ticketId, { address: whom.trim() }));
  return (
    <div className="flex flex-col gap-3">
      {participants.length === 0 && <p className="text-13 text-muted">{t('none')}</p>}
      <ul className="flex flex-col">
        {participants.map((one) => (
          <li key={one.id} className="flex items-center gap-2 border-b border-line py-2 last:border-b-0">
            <span className="min-w-0 flex-1 text-13">
              {one.name && (
                <span dir="auto" className="block truncate">
                  {one.name}
                </span>
              )}
              <bdi dir="ltr" className="block break-all">
                {one.address}
              </bdi>
              <span className="text-12 text-muted">{t(one.state)}</span>
            </span>
            {can.change && one.state === 'named' && (
              <Button size="small" disabled={busy} aria-label={t('includeOne', { address: one.address })} onClick={() => void include(one.address)}>
                {t('include')}
              </Button>
            )}
            {can.change && (
              <IconButton size="small" disabled={busy} label={t('remove', { address: one.address })} onClick={() => void change(() => removeParticipant(ticketId, one.id))}>
                <X size={16} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {can.change && (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void include(address).then((done) => done && setAddress(''));
          }}
        >
          <TextField className="flex-1" label={t('address')} type="email" dir="ltr" autoComplete="off" maxLength={254} value={address} onChange={(event) => setAddress(event.target.value)} />
          <Button type="submit" disabled={busy || address.trim() === ''}>
            {t('add')}
          </Button>
        </form>
      )}
    </div>
  );
}
