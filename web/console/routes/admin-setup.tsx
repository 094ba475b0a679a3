import type { Team } from '#contracts/accounts.js';
import type { SetupStep } from '#contracts/settings.js';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { calendarsQuery } from '../../client/calendars.data.js';
import { accountsQuery, rolesQuery, teamsQuery } from '../../client/people.data.js';
import { queryClient } from '../../client/query.js';
import { settingsQuery, widgetsQuery } from '../../client/settings.data.js';
import { demoDataQuery, markStep, setupQuery } from '../../client/setup.data.js';
import { AdminPage } from '../app/admin-page.js';
import { tellFailure } from '../app/error-text.js';
import { useTexts } from '../app/use-texts.js';
import { originLines, snippet } from '../features/channels/snippet.rules.js';
import { InviteDialog } from '../features/people/invite-dialog.js';
import { TeamDialog } from '../features/people/team-dialog.js';
import { DemoStep } from '../features/setup/demo-step.js';
import { HoursStep } from '../features/setup/hours-step.js';
import { OrganisationStep } from '../features/setup/organisation-step.js';
import { PeopleStep } from '../features/setup/people-step.js';
import { SitesStep } from '../features/setup/sites-step.js';
import { SnippetStep } from '../features/setup/snippet-step.js';
import { StepCard } from '../features/setup/step-card.js';

const TEXTS = {
  en: () => import('../../locales/en/setup.json'),
  'zh-CN': () => import('../../locales/zh-CN/setup.json'),
  'zh-TW': () => import('../../locales/zh-TW/setup.json'),
};
type Dialog = 'invite' | 'team' | z.infer<typeof Team> | null;

/** The first hour: from an empty desk to the first chat, in steps that are saved at once and can be left. */
export default function SetupRoute() {
  const { t } = useTranslation('setup');
  const ready = useTexts('setup', TEXTS);
  const setup = useQuery(setupQuery);
  const document = useQuery(settingsQuery).data;
  const widget = useQuery(widgetsQuery).data?.items[0];
  const teams = useQuery(teamsQuery).data?.items;
  const people = (useQuery(accountsQuery).data?.items ?? []).filter((person) => !person.deactivatedAt);
  const calendars = useQuery(calendarsQuery).data?.items ?? [];
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const demo = useQuery(demoDataQuery).data;
  const [chosen, setChosen] = useState<SetupStep | 'none' | null>(null);
  const [dialog, setDialog] = useState<Dialog>(null);
  // The step stays on screen to say that the demo is gone.
  const [hadDemo, setHadDemo] = useState(false);
  if (demo && demo.state !== 'none' && !hadDemo) setHadDemo(true);
  if (!ready || !document || !widget || !teams || !demo) return <div className="flex-1" aria-busy />;

  const done = setup.data?.done ?? {};
  const steps: SetupStep[] = ['organisation', 'people', 'hours', 'sites', 'snippet', ...(hadDemo || demo.state !== 'none' || done.demo ? (['demo'] as const) : [])];
  const current = chosen ?? steps.find((step) => !done[step]) ?? 'none';
  const finish = (step: SetupStep) => () =>
    markStep(step, true).then((answer) => {
      queryClient.setQueryData(setupQuery.queryKey, answer);
      setChosen(steps.find((next) => !answer.done[next]) ?? 'none');
    }, tellFailure);
  const bodies: Record<SetupStep, ReactNode> = {
    organisation: <OrganisationStep document={document} widget={widget} onDone={finish('organisation')} />,
    people: (
      <PeopleStep people={people} teams={teams} onInvite={() => setDialog('invite')} onAddTeam={() => setDialog('team')} onChangeTeam={setDialog} onDone={() => void finish('people')()} />
    ),
    hours: <HoursStep teams={teams} onDone={finish('hours')} />,
    sites: <SitesStep widget={widget} originsOf={originLines} onDone={finish('sites')} />,
    snippet: (
      <SnippetStep widgetId={widget.id} snippet={snippet(window.location.origin, widget.widgetKey)} allowed={widget.settings.allowedOrigins} onDone={() => void finish('snippet')()} />
    ),
    demo: <DemoStep onDone={() => void finish('demo')()} />,
  };
  const left = steps.filter((step) => !done[step]).length;
  return (
    <AdminPage title={t('title')} lead={t('lead')} query={setup}>
      {() => (
        <>
          <p role="status" className="text-14">
            {left === 0 ? t('allDone') : t('left', { count: left })}{' '}
            {left === 0 && (
              <Link to="/tickets" search={{ view: 'mine' }} className="text-accent-text hover:underline">
                {t('toInbox')}
              </Link>
            )}
          </p>
          <ol className="rounded-panel border border-line bg-surface">
            {steps.map((step, index) => (
              <StepCard
                key={step}
                number={index + 1}
                title={t(`${step}.title`)}
                lead={t(`${step}.lead`)}
                done={done[step] !== undefined}
                open={current === step}
                onOpen={() => setChosen(current === step ? 'none' : step)}
              >
                {bodies[step]}
              </StepCard>
            ))}
          </ol>
          {dialog === 'invite' && <InviteDialog roles={roles} teams={teams} onClose={() => setDialog(null)} />}
          {dialog !== null && dialog !== 'invite' && (
            <TeamDialog team={dialog === 'team' ? null : dialog} people={people} calendars={calendars} onClose={() => setDialog(null)} onReload={() => setDialog(null)} />
          )}
        </>
      )}
    </AdminPage>
  );
}
