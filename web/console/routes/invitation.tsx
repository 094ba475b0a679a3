import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptInvitation } from '../../client/session.data.js';
import { TextField } from '../../ui/field.js';
import { OutsidePage } from '../features/session/outside-page.js';
import { PasswordForm } from '../features/session/password-form.js';
import { fieldOf, tokenInAddress } from '../app/use-submit.js';

export default function InvitationRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [token] = useState(tokenInAddress);
  // The first admin was invited by nobody, so nobody knows his address yet.
  const [isFirst] = useState(() => location.hash.includes('&first'));
  const accept = async (password: string, form: FormData) => {
    const name = fieldOf(form, 'name').trim();
    await acceptInvitation({ token, password, ...(name ? { name } : {}), ...(isFirst ? { email: fieldOf(form, 'email').trim() } : {}) });
    await navigate({ to: isFirst ? '/setup' : '/', replace: true });
  };
  return (
    <OutsidePage title={t(isFirst ? 'session.welcomeFirst' : 'session.welcome')} lead={t(isFirst ? 'session.welcomeFirstLead' : 'session.welcomeLead')}>
      <PasswordForm action={t('session.join')} onPassword={accept}>
        {isFirst && <TextField label={t('session.email')} name="email" type="email" autoComplete="username" required />}
        <TextField label={t('session.name')} name="name" autoComplete="name" maxLength={80} {...(isFirst ? { required: true } : { hint: t('session.nameHint') })} />
      </PasswordForm>
    </OutsidePage>
  );
}
