import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInByLink } from '../../client/session.data.js';
import { Spinner } from '../../ui/spinner.js';
import { errorText } from '../app/error-text.js';
import { FormError } from '../app/form-error.js';
import { OutsidePage } from '../features/session/outside-page.js';
import { tokenInAddress } from '../app/use-submit.js';

/** Signs in by a single-use link. */
export default function EnterRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [error, setError] = useState<string | null>(null);
  // The link works once: a second run of the effect must not spend it again.
  const spent = useRef(false);
  useEffect(() => {
    if (spent.current) return;
    spent.current = true;
    signInByLink({ token: tokenInAddress() }).then(
      () => navigate({ to: '/', replace: true }),
      (cause: unknown) => setError(errorText(cause)),
    );
  }, [navigate]);
  return (
    <OutsidePage title={t('session.entering')}>
      {error === null ? (
        <Spinner label={t('session.entering')} />
      ) : (
        <div className="flex flex-col gap-4">
          <FormError text={error} />
          <Link to="/sign-in" className="self-start text-13 text-accent-text underline underline-offset-2">
            {t('session.toSignIn')}
          </Link>
        </div>
      )}
    </OutsidePage>
  );
}
