import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columnsIn, USUAL, widened } from '../app/columns.rules.js';
import { KEY_TEXTS } from '../app/key-texts.js';
import { MACRO_TEXTS } from '../app/macro-texts.js';
import { useTexts } from '../app/use-texts.js';
import { VIEW_TEXTS } from '../app/view-texts.js';
import { KitPart } from '../features/kit/kit-part.js';
import type { OwnKeys } from '../features/keys/key-map.rules.js';
import { KeyRow } from '../features/keys/key-row.js';
import { GroupLine } from '../features/tickets/group-line.js';
import { TableHead } from '../features/tickets/table-head.js';

/** Keys of one's own, and the parts of a list in columns and groups. */
export function KitLists() {
  const { t } = useTranslation('kit');
  const ready = [useTexts('keys', KEY_TEXTS), useTexts('savedViews', VIEW_TEXTS), useTexts('macros', MACRO_TEXTS)].every(Boolean);
  const [own, setOwn] = useState<OwnKeys>({ snooze: 'shift+s' });
  const [recording, setRecording] = useState<string | null>(null);
  const [columns, setColumns] = useState(columnsIn('number:72,customer:180,priority:96'));
  if (!ready) return null;
  const take = (next: OwnKeys) => {
    setRecording(null);
    setOwn(next);
  };
  return (
    <>
      <KitPart title={t('part.keys')}>
        <ul className="rounded-panel border border-line bg-surface">
          {['reply', 'open', 'snooze', 'goMine', 'submitOpen'].map((name) => (
            <KeyRow key={name} name={name} own={own} recording={recording === name} onRecord={setRecording} onTake={take} />
          ))}
        </ul>
      </KitPart>
      <KitPart title={t('part.columns')}>
        <div role="table" aria-label={t('part.columns')} className="overflow-x-auto border border-line bg-surface">
          <TableHead columns={columns.length > 0 ? columns : USUAL} nameOf={(key) => t(`savedViews:column.${key}`)} atEnd={(key) => key === 'number'} onWiden={(key, width) => setColumns(widened(columns, key, width))} />
          <div role="rowgroup">
            <GroupLine group="state" head={{ key: 'pending', name: null }} />
            <GroupLine group="assignee" head={{ key: 'a', name: t('sample.person') }} />
            <GroupLine group="due" head={{ key: 'overdue', name: null }} />
          </div>
        </div>
      </KitPart>
    </>
  );
}
