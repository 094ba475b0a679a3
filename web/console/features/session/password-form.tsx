import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

interface Props {
  action: string;
  onPassword: (password: string, form: FormData) => Promise<unknown>;
  children?: ReactNode;
}

/** Choosing a password: any 8 characters or more, managers and pasting welcome. */
export function PasswordForm({ action, onPassword, children }: Props) {
  const { t } = useTranslation();
  const { busy, error, onSubmit } = useSubmit((form) => onPassword(fieldOf(form, 'password'), form));
  const weak = error?.code === 'account/password_weak';
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {children}
      <TextField
        label={t('session.newPassword')}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={200}
        hint={t('session.passwordHint')}
        error={weak ? error.text : undefined}
      />
      {!weak && <FormError text={error?.text} />}
      <Button type="submit" look="primary" size="large" busy={busy}>
        {action}
      </Button>
    </form>
  );
}
