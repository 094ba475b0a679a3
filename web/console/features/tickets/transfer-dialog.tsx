import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colleaguesQuery } from '../../../client/people.data.js';
import { Button } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea } from '../../../ui/field.js';
import type { Target } from '../../app/target.js';
import { TRANSFER_TEXTS } from '../../app/transfer-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { TargetList } from './target-list.js';
import { transferOutcome } from './transfer.rules.js';

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
  const colleagues = useQuery(colleaguesQuery);
  const person = target?.kind === 'person' ? colleagues.data?.items.find(({ id }) => id === target.ref.id) : undefined;
  const outcome = person && transferOutcome(person);
  const ready = useTexts('transfer', TRANSFER_TEXTS);
  if (!ready) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('transfer:title', { name: customer })}
      description={t('transfer:description')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={!target || outcome === 'impossible'} onClick={() => target && onTransfer(target, note.trim())}>
            {target ? t('transfer:to', { name: target.ref.name }) : t('chat.transfer')}
          </Button>
        </>
      }
    >
      <TargetList value={target} exceptId={assigneeId} onChange={setTarget} />
      <p aria-live="polite" className={cx('mt-2 min-h-10 text-13', outcome === 'impossible' ? 'text-red' : 'text-muted')}>
        {target?.kind === 'team' && t('transfer:outcome.team', { name: target.ref.name })}
        {outcome && person && t(`transfer:outcome.${outcome}`, { name: person.name })}
      </p>
      <TextArea
        className="mt-2"
        label={t('transfer:note')}
        hint={t('transfer:noteHint')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  );
}
