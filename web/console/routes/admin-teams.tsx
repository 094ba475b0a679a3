import type { Team } from '#contracts/accounts.js';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { calendarsQuery } from '../../client/calendars.data.js';
import { accountsQuery, deleteTeam, teamsQuery } from '../../client/people.data.js';
import { meQuery } from '../../client/session.data.js';
import { Avatar } from '../../ui/avatar.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choice.js';
import Confirm from '../../ui/confirm.js';
import { Table } from '../../ui/table.js';
import { AdminPage } from '../app/admin-page.js';
import { reload } from '../app/reload.js';
import { ROUTING_TEXTS } from '../app/routing-texts.js';
import { useChange } from '../app/use-change.js';
import { useTexts } from '../app/use-texts.js';
import { TeamDialog } from '../features/people/team-dialog.js';
import { Abilities, Methods, type Part, SkillNames } from '../features/routing/parts.js';

type Row = z.infer<typeof Team>;
type Open = { kind: 'add' } | { kind: 'change' | 'delete'; team: Row } | null;

const TABS = ['teams', 'methods', 'people', 'skills'] as const;
type Tab = (typeof TABS)[number];
/** Who works together on which tickets; and how these find their person. */
export default function TeamsRoute() {
  const { t } = useTranslation('routing');
  const ready = useTexts('routing', ROUTING_TEXTS);
  const mayRoute = useQuery(meQuery).data?.permissions.includes('routing.manage') ?? false;
  const [tab, setTab] = useState<Tab>('teams');
  if (!ready) return <div className="flex-1" aria-busy />;
  const tabs = mayRoute ? <Segments label={t('page.which')} value={tab} options={TABS.map((value) => ({ value, label: t(`page.${value}`) }))} onChange={setTab} /> : null;
  switch (tab) {
    case 'teams': return <Teams tabs={tabs} />;
    case 'methods': return <Methods tabs={tabs} />;
    case 'people': return <Abilities tabs={tabs} />;
    case 'skills': return <SkillNames tabs={tabs} />;
  }
}

function Teams({ tabs }: Part) {
  const { t } = useTranslation('admin');
  const teams = useQuery(teamsQuery);
  const calendars = useQuery(calendarsQuery).data?.items ?? [];
  const people = (useQuery(accountsQuery).data?.items ?? []).filter((person) => !person.deactivatedAt);
  const { change } = useChange(['people']);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <AdminPage
      title={t('teams.title')}
      lead={t('teams.lead')}
      query={teams}
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen({ kind: 'add' })}>
          {t('teams.add')}
        </Button>
      }
    >
      {({ items }) => (
        <>
          {tabs}
          <Table
            empty={t('teams.none')}
            columns={[
              { label: t('teams.team') },
              { label: t('teams.members') },
              { label: t('teams.calendar') },
              { label: <span className="sr-only">{t('people.actions')}</span>, end: true },
            ]}
            rows={items.map((team) => ({
              key: team.id,
              cells: [
                <span className="font-medium">{team.name}</span>,
                <span className="flex items-center gap-2 text-muted" title={team.members.map((member) => member.name).join(', ')}>
                  <span className="flex gap-1">
                    {team.members.slice(0, 5).map((member) => (
                      <span key={member.id} className="rounded-full ring-2 ring-surface">
                        <Avatar name={member.name} pictureUrl={member.pictureUrl} />
                      </span>
                    ))}
                  </span>
                  {t('teams.count', { count: team.members.length })}
                </span>,
                <span className={team.calendar ? '' : 'text-muted'}>{team.calendar?.name ?? t('teams.always')}</span>,
                team.can.change && (
                  <span className="inline-flex gap-2">
                    <Button size="small" aria-label={t('teams.changeOf', { name: team.name })} onClick={() => setOpen({ kind: 'change', team })}>
                      {t('people.change')}
                    </Button>
                    <Button size="small" look="quiet" aria-label={t('teams.deleteOf', { name: team.name })} onClick={() => setOpen({ kind: 'delete', team })}>
                      {t('common:delete')}
                    </Button>
                  </span>
                ),
              ],
            }))}
          />
          {open?.kind === 'add' && <TeamDialog team={null} people={people} calendars={calendars} onClose={close} onReload={close} />}
          {open?.kind === 'change' && (
            <TeamDialog
              key={open.team.version}
              team={open.team}
              people={people}
              calendars={calendars}
              onClose={close}
              onReload={() => void reload(teams.refetch, open.team.id).then((team) => setOpen(team && { kind: 'change', team }))}
            />
          )}
          {open?.kind === 'delete' && (
            <Confirm
              title={t('teams.deleteTitle', { name: open.team.name })}
              text={t('teams.deleteText')}
              confirmLabel={t('teams.delete')}
              cancelLabel={t('common:cancel')}
              onConfirm={() => void change(() => deleteTeam(open.team.id))}
              onClose={close}
            />
          )}
        </>
      )}
    </AdminPage>
  );
}
