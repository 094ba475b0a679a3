import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import { exactTime, shortTime } from '../../../client/format.js';
import { serverNow } from '../../../client/clock.js';
import { endSession, sessionsQuery, signOutEverywhere } from '../../../client/session.data.js';
import { queryClient } from '../../../client/query.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { SettingBlock } from '../../../ui/setting.js';
import { errorText, tellFailure } from '../../app/error-text.js';
import { browserName } from './browser-name.rules.js';

/** Where this account is signed in, and the way to end it there. */
export function OwnSessions() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sessions = useQuery(sessionsQuery);
  const end = async (id: string) => {
    await endSession(id).catch(tellFailure);
    await sessions.refetch();
  };
  const endAll = async () => {
    try {
      await signOutEverywhere();
      // First away from the pages that would ask for it all again.
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <SettingBlock title={t('account:sessions')} lead={t('account:sessionsLead')}>
      {sessions.isPending && <RowSkeletons count={2} height={56} />}
      {sessions.isError && <ErrorState message={errorText(sessions.error)} retryLabel={t('common:retry')} onRetry={() => void sessions.refetch()} />}
      {sessions.data && (
        <ul className="overflow-hidden rounded-panel border border-line bg-surface">
          {sessions.data.items.map((session) => (
            <li key={session.id} className="flex items-center gap-3 border-b border-line px-4 py-2.5 last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="block truncate text-14">{browserName(session.userAgent) ?? t('account:unknownBrowser')}</span>
                <span className="block text-12 text-muted" title={exactTime(session.lastSeenAt)}>
                  {t('account:lastSeen', { time: shortTime(session.lastSeenAt, serverNow()) })}
                </span>
              </span>
              {session.current ? (
                <Badge tone="accent">{t('account:thisSession')}</Badge>
              ) : (
                <Button size="small" onClick={() => void end(session.id)}>
                  {t('rail.signOut')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Button className="self-start" onClick={() => void endAll()}>
        {t('account:signOutEverywhere')}
      </Button>
    </SettingBlock>
  );
}
