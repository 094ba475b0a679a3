import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useRouter } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Spinner } from '../../ui/spinner.js';
import { Button } from '../../ui/button.js';
import { errorText } from './error-text.js';

export function PagePending() {
  const { t } = useTranslation('common');
  return (
    <div className="flex h-dvh w-full items-center justify-center text-muted">
      <Spinner label={t('loading')} />
    </div>
  );
}

export function PageError({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation('common');
  const router = useRouter();
  return (
    <main className="h-dvh">
      <ErrorState
        message={errorText(error)}
        retryLabel={t('retry')}
        onRetry={() => {
          reset?.();
          void router.invalidate();
        }}
      />
    </main>
  );
}

export function PageMissing() {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <main className="h-dvh">
      <EmptyState icon={<Compass size={20} aria-hidden />} action={<Button onClick={() => void router.navigate({ to: '/' })}>{t('page.toInbox')}</Button>}>
        {t('page.missing')}
      </EmptyState>
    </main>
  );
}
