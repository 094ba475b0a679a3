import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../../../client/session.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { showToast } from '../../../ui/toast.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

/** Changing the password ends every other session. */
export function OwnPassword() {
  const { t } = useTranslation();
  const [round, setRound] = useState(0);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await changePassword({ current: fieldOf(form, 'current'), next: fieldOf(form, 'next') });
    setRound((now) => now + 1);
    showToast({ tone: 'done', text: t('account:passwordChanged') });
    await queryClient.invalidateQueries({ queryKey: ['sessions'] });
  });
  const wrong = error?.code === 'account/password_wrong';
  const weak = error?.code === 'account/password_weak';
  return (
    <SettingBlock title={t('session.password')} lead={t('account:passwordLead')}>
      <form key={round} onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          label={t('account:currentPassword')}
          name="current"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1000}
          error={wrong ? error.text : undefined}
        />
        <TextField
          label={t('session.newPassword')}
          name="next"
          type="password"
          autoComplete="new-password"
          required
          minLength={8}
          maxLength={200}
          hint={t('session.passwordHint')}
          error={weak ? error.text : undefined}
        />
        {!wrong && !weak && <FormError text={error?.text} />}
        <Button type="submit" busy={busy} className="self-start">
          {t('account:changePassword')}
        </Button>
      </form>
    </SettingBlock>
  );
}
