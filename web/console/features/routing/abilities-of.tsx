import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { routingProfilesQuery } from '../../../client/routing.data.js';
import { Dialog } from '../../../ui/dialog.js';
import { ROUTING_TEXTS } from '../../app/routing-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { ProfileDialog } from './profile-dialog.js';

/** The same as on the page of assignment, for one person of another list. Whoever answers no tickets has none. */
export function AbilitiesOf({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const { t } = useTranslation('routing');
  const ready = useTexts('routing', ROUTING_TEXTS);
  const profiles = useQuery(routingProfilesQuery);
  const profile = profiles.data?.items.find(({ account }) => account.id === accountId);
  if (!ready || profiles.isPending) return null;
  if (!profile)
    return (
      <Dialog open size="small" onClose={onClose} title={t('person.noneAtAll')} closeLabel={t('common:close')}>
        <p className="text-14">{t('person.noTickets')}</p>
      </Dialog>
    );
  return <ProfileDialog key={profile.version} profile={profile} onClose={onClose} onReload={() => void profiles.refetch()} />;
}
