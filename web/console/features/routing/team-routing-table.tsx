import type { TeamRouting } from '#contracts/routing.js';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { Table } from '../../../ui/table.js';

/** How each team's tickets find their person. */
export function TeamRoutingTable({ teams, onChange }: { teams: readonly TeamRouting[]; onChange: (team: TeamRouting) => void }) {
  const { t } = useTranslation('routing');
  const needs = ({ byLanguage, skillRules }: TeamRouting) => [...(byLanguage ? [t('team.byLanguage')] : []), ...(skillRules.length > 0 ? [t('team.rules', { count: skillRules.length })] : [])].join(' · ');
  const fallback = ({ method, fallbackMinutes }: TeamRouting) => (method === 'manual' ? '–' : fallbackMinutes === null ? t('team.waits') : t('team.after', { time: `${fallbackMinutes} ${t('team.minutes')}` }));
  return (
    <Table
      empty={t('team.noTeams')}
      columns={[
        { label: t('team.team') },
        { label: t('team.method') },
        { label: t('team.needs') },
        { label: t('team.fallback') },
        { label: t('team.waiting'), end: true },
        { label: <span className="sr-only">{t('team.change')}</span>, end: true },
      ]}
      rows={teams.map((routing) => ({
        key: routing.team.id,
        cells: [
          <span dir="auto" className="font-medium">
            {routing.team.name}
          </span>,
          <span className={routing.method === 'manual' ? 'text-muted' : ''}>{t(`method.${routing.method}`)}</span>,
          needs(routing) || <span className="text-muted">{t('team.none')}</span>,
          <span className="text-muted">{fallback(routing)}</span>,
          routing.waiting,
          <Button size="small" aria-label={t('team.changeOf', { name: routing.team.name })} onClick={() => onChange(routing)}>
            {t('team.change')}
          </Button>,
        ],
      }))}
    />
  );
}
