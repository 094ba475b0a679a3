import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import type { Target } from '../../app/target.js';
import { TargetList } from './target-list.js';

interface Props {
  title: string;
  assigneeId: string | null;
  onClose: () => void;
  onAssign: (target: Target | null) => void;
}

/** Gives a ticket to a person or a team, or back to nobody. */
export default function AssignDialog({ title, assigneeId, onClose, onAssign }: Props) {
  const { t } = useTranslation();
  const [target, setTarget] = useState<Target | null>(null);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      closeLabel={t('common:close')}
      actions={
        <>
          {assigneeId && (
            <Button className="me-auto" onClick={() => onAssign(null)}>
              {t('assign.nobody')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={!target} onClick={() => onAssign(target)}>
            {target ? t('assign.to', { name: target.ref.name }) : t('ticket.assign')}
          </Button>
        </>
      }
    >
      <TargetList value={target} exceptId={assigneeId} onChange={setTarget} />
    </Dialog>
  );
}
