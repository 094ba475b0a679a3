import type { SubState } from '#contracts/sub-states.js';
import { nameIn } from '#contracts/custom-fields.rules.js';
import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { queryClient } from '../../../client/query.js';
import { changeSubState, makeSubState } from '../../../client/sub-states.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

const STATES = ['open', 'pending', 'on_hold', 'solved', 'closed', 'new'] as const;

/** One sub-state: under which state it stands, and what it is called. */
export function SubStateDialog({ subState, onClose }: { subState: SubState | null; onClose: () => void }) {
  const { t } = useTranslation('fields');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const names = Object.fromEntries(LOCALES.flatMap((locale) => (fieldOf(form, locale).trim() === '' ? [] : [[locale, fieldOf(form, locale).trim()]])));
    const body = { names, isDefault: form.get('default') !== null };
    const state = STATES.find((one) => one === fieldOf(form, 'state')) ?? 'pending';
    await (subState ? changeSubState(subState.id, body, subState.version) : makeSubState({ ...body, state }));
    await queryClient.invalidateQueries({ queryKey: ['sub-states'] });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={subState ? t('list.changeOf', { name: nameIn(subState.names, currentLocale()) }) : t('sub.add')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="sub-state" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="sub-state" onSubmit={onSubmit} className="flex flex-col gap-4">
        <SelectField label={t('sub.under')} name="state" disabled={subState !== null} defaultValue={subState?.state ?? 'pending'}>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {t(`sub.state.${state}`)}
            </option>
          ))}
        </SelectField>
        {LOCALES.map((locale) => (
          <TextField key={locale} label={`${t('form.name')} · ${LOCALE_NAMES[locale]}`} name={locale} lang={locale} dir="auto" maxLength={60} required={locale === 'en'} defaultValue={subState?.names[locale] ?? ''} />
        ))}
        <CheckField label={t('sub.isDefault')} hint={t('sub.isDefaultHint')} name="default" defaultChecked={subState?.isDefault ?? false} disabled={subState?.retiredAt != null} />
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
