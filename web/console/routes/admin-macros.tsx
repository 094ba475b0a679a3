import type { Macro } from '#contracts/macros.js';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMacro, managedMacrosQuery, removeMacro } from '../../client/macros.data.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choice.js';
import { TextField } from '../../ui/field.js';
import { showToast } from '../../ui/toast.js';
import { AdminPage } from '../app/admin-page.js';
import { MACRO_TEXTS } from '../app/macro-texts.js';
import { REPLY_TEXTS } from '../app/reply-texts.js';
import { useChange } from '../app/use-change.js';
import { useTexts } from '../app/use-texts.js';
import { MacroDialog } from '../features/macros/macro-dialog.js';
import { draftOf } from '../features/macros/macro-draft.js';
import { searchMacros } from '../features/macros/macro-search.js';
import { MacroTable } from '../features/macros/macro-table.js';

const FILTERS = ['every', 'own', 'team', 'all'] as const;

/** Own, the team's and everybody's macros: made, found and looked after. */
export default function MacrosRoute() {
  const { t } = useTranslation('macros');
  const ready = useTexts('macros', MACRO_TEXTS);
  // A step that writes is edited as saved replies are.
  const replies = useTexts('replies', REPLY_TEXTS);
  const macros = useQuery(managedMacrosQuery);
  const { change } = useChange(['macros']);
  const [open, setOpen] = useState<Macro | 'new' | null>(null);
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>('every');
  const [wanted, setWanted] = useState('');
  if (!ready || !replies) return <div className="flex-1" aria-busy />;

  const remove = async (macro: Macro) => {
    const done = await change(() => removeMacro(macro.id));
    if (!done) return;
    const undo = () => void change(() => addMacro(draftOf(macro)));
    showToast({ tone: 'done', text: t('removed', { title: macro.title }), action: { label: t('undo'), run: undo } });
  };
  return (
    <AdminPage
      title={t('title')}
      lead={t('lead')}
      query={macros}
      wide
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
          {t('add')}
        </Button>
      }
    >
      {({ items, can }) => {
        const inFilter = items.filter((macro) => filter === 'every' || macro.scope === filter);
        const shown = wanted.trim() === '' ? inFilter : searchMacros(inFilter, wanted);
        return (
          <div className="flex flex-col gap-4">
            <div className="flex flex-wrap items-end justify-between gap-3">
              <Segments label={t('filter.label')} value={filter} options={FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))} onChange={setFilter} />
              <TextField className="w-full mid:w-64" label={t('search')} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
            </div>
            <MacroTable macros={shown} empty={t(wanted.trim() === '' ? 'noneHere' : 'noMatch')} onChange={setOpen} onRemove={(macro) => void remove(macro)} />
            {open && <MacroDialog macro={open === 'new' ? null : open} can={can} onClose={() => setOpen(null)} />}
          </div>
        );
      }}
    </AdminPage>
  );
}
