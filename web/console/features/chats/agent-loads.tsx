import type { LiveBoard } from '#contracts/chats.js';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/avatar.js';
import { Meter } from '../../../ui/meter.js';

/** Who is there and how full their hands are, the fullest first. */
export function AgentLoads({ agents }: { agents: LiveBoard['agents'] }) {
  const { t } = useTranslation();
  const sorted = agents.toSorted((a, b) => Number(b.connected) - Number(a.connected) || b.load - a.load || a.name.localeCompare(b.name));
  return (
    <section>
      <h2 className="mb-2 text-14 font-semibold">{t('live:agents')}</h2>
      <ul className="overflow-hidden rounded-panel border border-line bg-surface">
        {sorted.length === 0 && <li className="px-4 py-6 text-13 text-muted">{t('live:noAgents')}</li>}
        {sorted.map((agent) => (
          <li key={agent.id} className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
            <Avatar name={agent.name} pictureUrl={agent.pictureUrl} presence={agent.connected ? agent.availability : 'offline'} />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-13 font-medium">{agent.name}</span>
              <span className="block truncate text-12 text-muted">
                {agent.connected ? t(`availability.${agent.availability}`) : t('target.notConnected')}
                {agent.waitingForAgent > 0 && ` · ${t('live:waitForAgent', { count: agent.waitingForAgent })}`}
              </span>
            </span>
            <Meter value={agent.load} max={agent.capacity} label={t('live:load', { load: agent.load, capacity: agent.capacity })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
