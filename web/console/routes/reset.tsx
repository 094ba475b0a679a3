import { Link, useNavigate } from '@tanstack/react-router';
import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForReset, completeReset } from '../../client/session.data.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { FormError } from '../app/form-error.js';
import { OutsidePage } from '../features/session/outside-page.js';
import { PasswordForm } from '../features/session/password-form.js';
import { fieldOf, tokenInAddress, useSubmit } from '../app/use-submit.js';

export default function ResetRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [token] = useState(tokenInAddress);
  if (!token) return <AskForLink />;
  const complete = async (password: string) => {
    await completeReset({ token, password });
    await navigate({ to: '/', replace: true });
  };
  return (
    <OutsidePage title={t('session.resetTitle')}>
      <PasswordForm action={t('session.resetSave')} onPassword={complete} />
    </OutsidePage>
  );
}

function AskForLink() {
  const { t } = useTranslation();
  const [sent, setSent] = useState(false);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await askForReset(fieldOf(form, 'email'));
    setSent(true);
  });
  return (
    <OutsidePage title={t('session.resetTitle')} lead={t('session.resetLead')}>
      {sent ? (
        <p role="status" className="flex items-start gap-2 text-14">
          <MailCheck size={20} className="text-green" aria-hidden />
          {t('session.resetSent')}
        </p>
      ) : (
        <form onSubmit={onSubmit} className="flex flex-col gap-4">
          <TextField label={t('session.email')} name="email" type="email" autoComplete="username" required maxLength={254} />
          <FormError text={error?.text} />
          <Button type="submit" look="primary" size="large" busy={busy}>
            {t('session.resetAsk')}
          </Button>
        </form>
      )}
      <Link to="/sign-in" className="mt-5 inline-block text-13 text-accent-text underline-offset-2 hover:underline">
        {t('session.toSignIn')}
      </Link>
    </OutsidePage>
  );
}
