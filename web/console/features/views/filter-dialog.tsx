import type { CannedScope } from '#contracts/canned-replies.js';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refetchLists } from '../../../client/tickets.data.js';
import { addView, changeView, removeView, savedViewsQuery } from '../../../client/views.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { showToast } from '../../../ui/toast.js';
import { errorText, tellFailure } from '../../app/error-text.js';
import { FormError } from '../../app/form-error.js';
import { MACRO_TEXTS } from '../../app/macro-texts.js';
import type { ListSearch } from '../../app/search.js';
import { useTexts } from '../../app/use-texts.js';
import { VIEW_TEXTS } from '../../app/view-texts.js';
import { ColumnFields } from './column-fields.js';
import { FilterFields, tidied } from './filter-fields.js';
import { contentOf, searchOf } from '../../app/view-search.js';

/** What a list is narrowed to and ordered by: for now, or kept under a name. */
export default function FilterDialog({ search, onClose }: { search: ListSearch; onClose: () => void }) {
  const { t } = useTranslation('savedViews');
  const ready = [useTexts('savedViews', VIEW_TEXTS), useTexts('macros', MACRO_TEXTS)].every(Boolean);
  const navigate = useNavigate();
  const views = useQuery(savedViewsQuery).data;
  const known = views?.items.find(({ id }) => id === search.saved);
  const [wish, setWish] = useState<ListSearch>(search);
  const [name, setName] = useState<string | null>(null);
  const [whose, setWhose] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!ready) return null;

  const title = name ?? known?.name ?? '';
  const place = whose ?? (known ? (known.team?.id ?? known.scope) : 'own');
  const go = (next: ListSearch) => {
    onClose();
    void navigate({ to: '/tickets', search: next });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { saved: _, ...shown } = tidied(wish);
    if (title.trim() === '') return go(shown);
    const scope: CannedScope = place === 'own' || place === 'all' ? place : 'team';
    const body = { name: title, scope, teamId: scope === 'team' ? place : null, shows: contentOf(shown) };
    const done = known?.can.change ? changeView(known.id, body, known.version) : addView(body);
    done.then((view) => refetchLists().then(() => go(searchOf(view)))).catch((error: unknown) => setRefusal(errorText(error)));
  };
  const remove = () => {
    if (!known) return;
    const body = { name: known.name, scope: known.scope, teamId: known.team?.id ?? null, shows: known.shows };
    removeView(known.id)
      .then(() => {
        const undo = () => void addView(body).then(refetchLists, tellFailure);
        showToast({ tone: 'done', text: t('removed', { name: known.name }), action: { label: t('undo'), run: undo } });
        void refetchLists();
        go({ view: search.view });
      })
      .catch((error: unknown) => setRefusal(errorText(error)));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title')}
      closeLabel={t('common:close')}
      actions={
        <>
          {known?.can.remove && (
            <Button className="me-auto" onClick={remove}>
              {t('remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="filter" look="primary">
            {t(title.trim() === '' ? 'show' : known?.can.change ? 'saveChange' : 'save')}
          </Button>
        </>
      }
    >
      <form id="filter" onSubmit={submit} className="flex flex-col gap-4">
        <FilterFields wish={wish} onChange={setWish} />
        <ColumnFields wish={wish} onChange={setWish} />
        <div className="grid gap-4 border-t border-line pt-4 mid:grid-cols-2">
          <TextField label={t('field.name')} hint={t('field.nameHint')} value={title} onChange={(event) => setName(event.target.value)} maxLength={40} dir="auto" />
          <SelectField label={t('field.scope')} value={place} onChange={(event) => setWhose(event.target.value)}>
            <option value="own">{t('scope.own')}</option>
            {views?.can.makeForTeams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
            {views?.can.makeForAll && <option value="all">{t('scope.all')}</option>}
          </SelectField>
        </div>
        <FormError text={refusal ?? undefined} />
      </form>
    </Dialog>
  );
}
