import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea } from '../../../ui/field.js';
import type { Target } from '../../app/target.js';
import { TargetList } from './target-list.js';

interface Props {
  customer: string;
  assigneeId: string | null;
  onClose: () => void;
  onTransfer: (target: Target, note: string) => void;
}

/** Hands a chat over with what the next one should know. */
export default function TransferDialog({ customer, assigneeId, onClose, onTransfer }: Props) {
  const { t } = useTranslation();
  const [target, setTarget] = useState<Target | null>(null);
  const [note, setNote] = useState('');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('transfer.title', { name: customer })}
      description={t('transfer.description')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={!target} onClick={() => target && onTransfer(target, note.trim())}>
            {target ? t('transfer.to', { name: target.ref.name }) : t('chat.transfer')}
          </Button>
        </>
      }
    >
      <TargetList value={target} exceptId={assigneeId} onChange={setTarget} />
      <TextArea
        className="mt-4"
        label={t('transfer.note')}
        hint={t('transfer.noteHint')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  );
}
