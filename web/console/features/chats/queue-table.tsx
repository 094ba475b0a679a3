import type { LiveBoard } from '#contracts/chats.js';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { Table } from '../../../ui/table.js';
import { WaitingChip } from '../../app/waiting-chip.js';

/** The queues side by side: demand on the left, hands on the right. */
export function QueueTable({ queues }: { queues: LiveBoard['queues'] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className="mb-2 text-14 font-semibold">{t('live:queues')}</h2>
      <Table
        empty={t('live:noQueues')}
        columns={[
          { label: t('ticket.team') },
          { label: t('live:waiting'), end: true },
          { label: t('live:longest'), end: true },
          { label: t('live:agentsOnline'), end: true },
          { label: t('live:freeSlots'), end: true },
        ]}
        rows={queues.map((queue) => ({
          key: queue.team.id,
          cells: [
            queue.team.name,
            number(queue.waiting),
            queue.longestWaitSince ? <WaitingChip since={queue.longestWaitSince} /> : '–',
            number(queue.agentsOnline),
            number(queue.freeSlots),
          ],
        }))}
      />
    </section>
  );
}
