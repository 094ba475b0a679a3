import type { Skill } from '#contracts/routing.js';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routingProfilesQuery, skillsQuery, teamRoutingsQuery } from '../../../client/routing.data.js';
import { Button } from '../../../ui/button.js';
import { AdminPage } from '../../app/admin-page.js';
import { ProfileDialog } from './profile-dialog.js';
import { ProfileTable } from './profile-table.js';
import { SkillDialog } from './skill-dialog.js';
import { SkillList } from './skill-list.js';
import { TeamRoutingDialog } from './team-routing-dialog.js';
import { TeamRoutingTable } from './team-routing-table.js';

export interface Part {
  /** Between the parts of this page. */
  tabs: ReactNode;
}

/** How each team gives out its tickets. */
export function Methods({ tabs }: Part) {
  const { t } = useTranslation('routing');
  const routings = useQuery(teamRoutingsQuery);
  const [open, setOpen] = useState<string | null>(null);
  const shown = routings.data?.items.find(({ team }) => team.id === open);
  return (
    <AdminPage title={t('page.title')} lead={t('page.teamsLead')} query={routings} wide>
      {({ items }) => (
        <>
          {tabs}
          <TeamRoutingTable teams={items} onChange={({ team }) => setOpen(team.id)} />
          {shown && <TeamRoutingDialog key={`${shown.team.id} ${shown.version}`} routing={shown} onClose={() => setOpen(null)} onReload={() => void routings.refetch()} />}
        </>
      )}
    </AdminPage>
  );
}

/** Who can take what. */
export function Abilities({ tabs }: Part) {
  const { t } = useTranslation('routing');
  const profiles = useQuery(routingProfilesQuery);
  const [open, setOpen] = useState<string | null>(null);
  const shown = profiles.data?.items.find(({ account }) => account.id === open);
  return (
    <AdminPage title={t('page.title')} lead={t('page.peopleLead')} query={profiles} wide>
      {({ items }) => (
        <>
          {tabs}
          <ProfileTable profiles={items} onChange={({ account }) => setOpen(account.id)} />
          {shown && <ProfileDialog key={`${shown.account.id} ${shown.version}`} profile={shown} onClose={() => setOpen(null)} onReload={() => void profiles.refetch()} />}
        </>
      )}
    </AdminPage>
  );
}

/** What one can be good at. */
export function SkillNames({ tabs }: Part) {
  const { t } = useTranslation('routing');
  const skills = useQuery(skillsQuery);
  const [open, setOpen] = useState<Skill | 'new' | null>(null);
  return (
    <AdminPage
      title={t('page.title')}
      lead={t('page.skillsLead')}
      query={skills}
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
          {t('skill.add')}
        </Button>
      }
    >
      {({ items }) => (
        <>
          {tabs}
          <SkillList skills={items} onRename={setOpen} />
          {open && <SkillDialog skill={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
        </>
      )}
    </AdminPage>
  );
}
