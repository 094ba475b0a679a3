import type { TicketGroup } from '#contracts/tickets.js';
import { useTranslation } from 'react-i18next';
import type { GroupHead } from './grouping.rules.js';

/** Where a group begins: what its rows have in common. */
export function GroupLine({ group, head }: { group: TicketGroup; head: GroupHead }) {
  const { t } = useTranslation('savedViews');
  const words = {
    state: () => t(`macros:state.${head.key}`),
    priority: () => t(`macros:priority.${head.key}`),
    due: () => t(`dueGroup.${head.key}`),
    assignee: () => head.name ?? t('nobody'),
    team: () => head.name ?? t('noTeam'),
  };
  return (
    <div role="row" className="flex h-8 items-center border-b border-line bg-hover px-4 text-12 font-medium text-muted">
      <span role="rowheader" dir="auto">
        {words[group]()}
      </span>
    </div>
  );
}
