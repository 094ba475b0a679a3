import type { ImapAccess, Mailbox, Mailboxes } from '#contracts/mail.js';
import type { Team } from '#contracts/accounts.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { addMailbox, changeMailbox, mailboxesQuery } from '../../../client/mail.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField, SelectField, TextArea, TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { ImapFields } from './imap-fields.js';

interface Props {
  mailbox: Mailbox | null;
  stores: z.infer<typeof Mailboxes>['stores'];
  teams: readonly Pick<z.infer<typeof Team>, 'id' | 'name'>[];
  onClose: () => void;
}

/** Makes a mailbox or changes one. */
export function MailboxDialog({ mailbox, stores, teams, onClose }: Props) {
  const { t } = useTranslation('mail');
  const [imap, setImap] = useState<ImapAccess | null>(mailbox?.imap ?? null);
  const [password, setPassword] = useState('');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const said = {
      name: fieldOf(form, 'name'), teamId: fieldOf(form, 'team') || null, signature: fieldOf(form, 'signature'),
      receipts: form.has('receipts'), on: form.has('on'), imap, bringDays: Number(fieldOf(form, 'bringDays')), ...(imap && password ? { password } : {}),
    };
    if (mailbox) await changeMailbox(mailbox.id, said, mailbox.version);
    else await addMailbox({ ...said, address: fieldOf(form, 'address'), ...(stores.length > 1 ? { storeId: fieldOf(form, 'store') } : {}) });
    await queryClient.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={mailbox ? mailbox.address : t('add')}
      description={mailbox ? undefined : t('addLead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="mailbox" look="primary" busy={busy}>
            {t(mailbox ? 'common:save' : 'make')}
          </Button>
        </>
      }
    >
      <form id="mailbox" onSubmit={onSubmit} className="grid grid-cols-1 gap-4 mid:grid-cols-2">
        {!mailbox && <TextField label={t('address')} hint={t('addressHint')} name="address" type="email" required maxLength={254} dir="ltr" autoComplete="off" />}
        <TextField label={t('name')} hint={t('nameHint')} name="name" required maxLength={60} defaultValue={mailbox?.name} autoComplete="off" />
        {!mailbox && stores.length > 1 && (
          <SelectField label={t('store')} name="store">
            {stores.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField label={t('team')} hint={t('teamHint')} name="team" defaultValue={mailbox?.team?.id ?? ''}>
          <option value="">{t('noTeam')}</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextArea label={t('signature')} name="signature" maxLength={2000} rows={3} defaultValue={mailbox?.signature} className="mid:col-span-2" />
        <CheckField label={t('receipts')} hint={t('receiptsHint')} name="receipts" defaultChecked={mailbox?.receipts ?? true} />
        <CheckField label={t('isOn')} hint={t('isOnHint')} name="on" defaultChecked={mailbox?.on ?? true} />
        <ImapFields imap={imap} onImap={setImap} password={password} onPassword={setPassword} mailbox={mailbox} />
        <div className="mid:col-span-2">
          <FormError text={error?.text} />
        </div>
      </form>
    </Dialog>
  );
}

