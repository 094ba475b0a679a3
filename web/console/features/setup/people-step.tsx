import type { Account, Team } from '#contracts/accounts.js';
import { Plus, UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Avatar } from '../../../ui/avatar.js';
import { Button } from '../../../ui/button.js';

interface Props {
  people: readonly Account[];
  teams: readonly z.infer<typeof Team>[];
  onInvite: () => void;
  onAddTeam: () => void;
  onChangeTeam: (team: z.infer<typeof Team>) => void;
  onDone: () => void;
}

/** Who answers, and in which teams. */
export function PeopleStep({ people, teams, onInvite, onAddTeam, onChangeTeam, onDone }: Props) {
  const { t } = useTranslation('setup');
  return (
    <>
      <ul className="flex flex-col divide-y divide-line rounded-panel border border-line">
        {teams.map((team) => (
          <li key={team.id} className="flex flex-wrap items-center gap-3 px-4 py-2.5">
            <span className="min-w-0 flex-1 text-14 font-medium">{team.name}</span>
            <span className="flex gap-1" title={team.members.map((member) => member.name).join(', ')}>
              {team.members.slice(0, 5).map((member) => (
                <span key={member.id} className="rounded-full ring-2 ring-surface">
                  <Avatar name={member.name} pictureUrl={member.pictureUrl} />
                </span>
              ))}
            </span>
            <Button size="small" onClick={() => onChangeTeam(team)}>
              {t('people.change')}
            </Button>
          </li>
        ))}
        {teams.length === 0 && <li className="px-4 py-4 text-13 text-muted">{t('people.noTeams')}</li>}
      </ul>
      <p className="text-13 text-muted">{t('people.count', { count: people.length })}</p>
      <div className="flex flex-wrap gap-2">
        <Button icon={<Plus size={16} aria-hidden />} onClick={onAddTeam}>
          {t('people.addTeam')}
        </Button>
        <Button icon={<UserPlus size={16} aria-hidden />} onClick={onInvite}>
          {t('people.invite')}
        </Button>
        <Button look="primary" onClick={onDone}>
          {t('goOn')}
        </Button>
      </div>
    </>
  );
}
