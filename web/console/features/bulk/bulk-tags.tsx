import type { MacroAction } from '#contracts/macros.js';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Segments } from '../../../ui/choice.js';
import { TextField } from '../../../ui/field.js';

interface Props {
  count: number;
  onDo: (action: MacroAction) => void;
  onClose: () => void;
}

/** Tags that many tickets get or lose. */
export default function BulkTags({ count, onDo, onClose }: Props) {
  const { t } = useTranslation('bulk');
  const [kind, setKind] = useState<'add_tags' | 'remove_tags'>('add_tags');
  const [typed, setTyped] = useState('');
  const tags = [...new Set(typed.split(/[,，、]/u).map((tag) => tag.trim()).filter(Boolean))];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tags.length > 0) onDo({ do: kind, tags });
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('tagsTitle', { count })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="bulk-tags" look="primary" disabled={tags.length === 0}>
            {t('apply')}
          </Button>
        </>
      }
    >
      <form id="bulk-tags" onSubmit={submit} className="flex flex-col gap-4">
        <TextField label={t('tags')} hint={t('tagsHint')} value={typed} onChange={(event) => setTyped(event.target.value)} maxLength={400} dir="auto" autoFocus />
        <Segments label={t('tags')} value={kind} options={(['add_tags', 'remove_tags'] as const).map((value) => ({ value, label: t(value === 'add_tags' ? 'addTags' : 'removeTags') }))} onChange={setKind} />
      </form>
    </Dialog>
  );
}
