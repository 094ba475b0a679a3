import type { Caller } from '#contracts/calls.js';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { UserRoundPlus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callersQuery } from '../../../client/calls.data.js';
import { meQuery } from '../../../client/session.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { CALL_TEXTS } from '../../app/call-texts.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { OPENING_TEXTS } from '../../app/opening-texts.js';
import { TEMPLATE_TEXTS } from '../../app/template-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { usePromiseTexts } from './use-promise-texts.js';
import { CallersList } from './callers-list.js';
import { LoadFailure } from '../../app/load-failure.js';
import { NewCallForm } from './new-call-form.js';
import RecordDialog from './record-dialog.js';

type Chosen = { readonly ticket: string } | { readonly person: Caller | null } | null;

/** A call that comes in or is made: the number says who it is, then it is recorded on a ticket, an old one or a new one. */
export default function NewCallDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('calls');
  const ready = [useTexts('calls', CALL_TEXTS), useTexts('opening', OPENING_TEXTS), useTexts('templates', TEMPLATE_TEXTS), useTexts('fields', FIELD_TEXTS), usePromiseTexts()].every(Boolean);
  const me = useQuery(meQuery).data;
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Chosen>(null);
  const asked = useDeferredValue(typed.trim());
  const callers = useQuery(callersQuery(asked));
  const found = callers.data;
  if (!ready || !me) return null;
  // What is sent is what was understood, so that the same digits are not read another way.
  const number = typed.trim() === '' ? null : found?.number ?? null;
  const open = (ticketId: string) => void navigate({ to: '/tickets/$ticketId', params: { ticketId }, search: { view: 'all' } });
  if (chosen && 'ticket' in chosen)
    return (
      <RecordDialog
        ticketId={chosen.ticket}
        direction="in"
        {...(number === null ? {} : { number, shown: found?.shown ?? number })}
        onClose={onClose}
        onDone={() => open(chosen.ticket)}
      />
    );
  if (chosen) return <NewCallForm meId={me.account.id} number={number} shown={found?.shown ?? null} person={chosen.person} onBack={() => setChosen(null)} onClose={onClose} onOpened={open} />;
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={t('new')}
      description={t('newLead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" icon={<UserRoundPlus size={16} aria-hidden />} disabled={typed.trim() !== '' && number === null} onClick={() => setChosen({ person: null })}>
            {t('openNew')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <TextField
          label={t('number')}
          type="tel"
          dir="ltr"
          autoFocus
          autoComplete="off"
          maxLength={40}
          value={typed}
          hint={number !== null && found?.shown ? <output className="tabular font-medium text-accent-text">{t('understood', { number: found.shown })}</output> : t('numberHint')}
          error={found?.fault && asked.length > 5 ? t(`fault.${found.fault}`) : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        {asked !== '' && callers.failureReason && !found && <LoadFailure of={callers} />}
        {asked !== '' && found && <CallersList found={found} onTicket={({ id }) => setChosen({ ticket: id })} onPerson={(person) => setChosen({ person })} />}
      </div>
    </Dialog>
  );
}
