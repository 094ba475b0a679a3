import type { RoutingProfile } from '#contracts/routing.js';
import { useTranslation } from 'react-i18next';
import { exactMinute, languageName } from '../../../client/format.js';
import { Avatar } from '../../../ui/avatar.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Table } from '../../../ui/table.js';

/** Everybody who answers tickets, and what he can take. */
export function ProfileTable({ profiles, onChange }: { profiles: readonly RoutingProfile[]; onChange: (profile: RoutingProfile) => void }) {
  const { t } = useTranslation('routing');
  return (
    <Table
      empty={t('person.nobody')}
      columns={[
        { label: t('person.person') },
        { label: t('person.languages') },
        { label: t('person.skills') },
        { label: t('person.open'), end: true },
        { label: <span className="sr-only">{t('person.change')}</span>, end: true },
      ]}
      rows={profiles.map((profile) => ({
        key: profile.account.id,
        cells: [
          <span className="flex items-center gap-2.5 font-medium whitespace-nowrap">
            <Avatar name={profile.account.name} pictureUrl={profile.account.pictureUrl} />
            <span dir="auto">{profile.account.name}</span>
          </span>,
          profile.languages.map(languageName).join(', ') || <span className="text-muted">{t('person.none')}</span>,
          profile.skills.length > 0 ? (
            <span className="flex flex-wrap gap-1">
              {profile.skills.map(({ skillId, name, level, at, by }) => (
                <Badge key={skillId} title={by === null ? exactMinute(at) : t('person.given', { by, when: exactMinute(at) })}>
                  <span dir="auto">{name}</span>
                  <span className="font-normal">{t(`level.${level}`)}</span>
                </Badge>
              ))}
            </span>
          ) : (
            <span className="text-muted">{t('person.none')}</span>
          ),
          <span className="whitespace-nowrap">{t('person.ofLimit', { open: profile.open, limit: profile.ticketLimit })}</span>,
          <Button size="small" aria-label={t('person.changeOf', { name: profile.account.name })} onClick={() => onChange(profile)}>
            {t('person.change')}
          </Button>,
        ],
      }))}
    />
  );
}
