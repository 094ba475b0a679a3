import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { openSide, partnersQuery, sidesQuery } from '../../../client/side-conversations.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { useSubmit } from '../../app/use-submit.js';
import { SideWords } from './side-words.js';
import { useSideFiles } from './use-side-files.js';

interface Props {
  ticketId: string;
  onClose: () => void;
  onOpened: (id: string) => void;
}

/** Begins a talk with somebody outside: a partner of the address book, or any address. */
export default function NewSideDialog({ ticketId, onClose, onOpened }: Props) {
  const { t } = useTranslation('side-conversations');
  const partners = useQuery(partnersQuery).data?.items ?? [];
  const [to, setTo] = useState('');
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const files = useSideFiles();
  const clientMessageId = useRef(crypto.randomUUID());
  const { busy, error, onSubmit } = useSubmit(async () => {
    const opened = await openSide(ticketId, {
      clientMessageId: clientMessageId.current, subject: subject.trim(), to: to.split(/[\s,;，；]+/).filter(Boolean), text,
      ...(files.items.length > 0 ? { attachmentIds: files.items.map(({ id }) => id) } : {}),
    });
    await queryClient.invalidateQueries({ queryKey: sidesQuery(ticketId).queryKey });
    onOpened(opened.id);
  });
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
          <Button type="submit" form="new-side" look="primary" busy={busy} disabled={files.busy}>
            {t('send')}
          </Button>
        </>
      }
    >
      <form id="new-side" onSubmit={onSubmit} className="flex flex-col gap-4">
        <div className="grid grid-cols-1 gap-4 mid:grid-cols-2">
          <TextField label={t('to')} hint={t('toHint')} required dir="ltr" autoComplete="off" maxLength={1300} value={to} onChange={(event) => setTo(event.target.value)} />
          {partners.length > 0 && (
            <SelectField
              label={t('partner')}
              value=""
              onChange={(event) => {
                const address = event.target.value;
                if (address && !to.includes(address)) setTo(to.trim() === '' ? address : `${to}, ${address}`);
              }}
            >
              <option value="">{t('choosePartner')}</option>
              {partners.map(({ id, name, address, kind }) => (
                <option key={id} value={address}>
                  {`${name} (${t(`kind.${kind}`)})`}
                </option>
              ))}
            </SelectField>
          )}
        </div>
        <TextField label={t('subject')} required dir="auto" maxLength={200} autoComplete="off" value={subject} onChange={(event) => setSubject(event.target.value)} />
        <SideWords label={t('words')} text={text} onText={setText} files={files} />
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
