import type { Availability, Me } from '#contracts/accounts.js';
import { useNavigate } from '@tanstack/react-router';
import { Keyboard, LogOut, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../client/query.js';
import { setAvailability, signOut } from '../../client/session.data.js';
import { Avatar } from '../../ui/avatar.js';
import { Menu } from '../../ui/menu.js';
import { PresenceDot } from '../../ui/presence-dot.js';
import { tellFailure } from './error-text.js';
import { keysOf } from './keys.js';

export const AVAILABILITIES: readonly Availability[] = ['online', 'busy', 'away', 'offline'];

/** At the foot of the rail: whether chats may come to me, and the way out. */
export function AccountMenu({ me, onShortcuts }: { me: Me; onShortcuts: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { account } = me;
  const leave = async () => {
    await signOut().catch(tellFailure);
    // First away from the pages that would ask for it all again.
    await navigate({ to: '/sign-in' });
    queryClient.clear();
  };
  const chats = {
    label: t('availability.label'),
    items: AVAILABILITIES.map((availability) => ({
      key: availability,
      label: t(`availability.${availability}`),
      hint: t(`availability.hint.${availability}`),
      icon: <PresenceDot state={availability} />,
      checked: availability === account.availability,
      onSelect: () => void setAvailability(availability).catch(tellFailure),
    })),
  };
  const label = t('rail.account', { name: account.name, availability: t(`availability.${account.availability}`) });
  return (
    <Menu
      side="right"
      align="end"
      aria-label={label}
      data-tip={label}
      data-tip-side="right"
      className="inline-flex size-10 items-center justify-center rounded-full hover:bg-press"
      groups={[
        ...(me.permissions.includes('chat.accept') ? [chats] : []),
        {
          items: [
            { key: 'account', label: t('rail.ownAccount'), icon: <UserRound size={16} aria-hidden />, onSelect: () => void navigate({ to: '/account' }) },
            { key: 'keys', label: t('rail.keys'), icon: <Keyboard size={16} aria-hidden />, keys: keysOf('sheet'), onSelect: onShortcuts },
            { key: 'out', label: t('rail.signOut'), icon: <LogOut size={16} aria-hidden />, onSelect: () => void leave() },
          ],
        },
      ]}
    >
      <Avatar name={account.name} pictureUrl={account.pictureUrl} size={32} presence={account.availability} />
    </Menu>
  );
}
