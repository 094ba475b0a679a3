import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../client/session.data.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { FormError } from '../app/form-error.js';
import { OutsidePage } from '../features/session/outside-page.js';
import { fieldOf, useSubmit } from '../app/use-submit.js';

export default function SignInRoute() {
  const { t } = useTranslation();
  const { to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const router = useRouter();
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await signIn({ email: fieldOf(form, 'email'), password: fieldOf(form, 'password') });
    if (to) router.history.push(`/console${to}`);
    else await navigate({ to: '/' });
  });
  return (
    <OutsidePage title={t('session.signIn')} lead={t('session.signInLead')}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField label={t('session.email')} name="email" type="email" autoComplete="username" required autoFocus maxLength={254} />
        <TextField label={t('session.password')} name="password" type="password" autoComplete="current-password" required maxLength={1000} />
        <FormError text={error?.text} />
        <Button type="submit" look="primary" size="large" busy={busy}>
          {t('session.signIn')}
        </Button>
        <Link to="/reset" className="self-start text-13 text-accent-text underline-offset-2 hover:underline">
          {t('session.forgot')}
        </Link>
      </form>
    </OutsidePage>
  );
}
