import type { TicketDetail } from '#contracts/tickets.js';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, exactTime } from '../../../client/format.js';
import { Facts, Section } from '../../../ui/pane.js';
import { Time } from '../../../ui/time.js';

/** The ticket and its live episode, as facts. */
export function ChatFacts({ detail: { ticket, chat } }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const moment = (at: string) => <Time at={at} short={clockTime(at)} exact={exactTime(at)} className="tabular" />;
  const rows: (readonly [string, ReactNode])[] = [
    [t('ticket.assignee'), ticket.assignee?.name ?? t('list.nobody')],
    ...(ticket.team ? [[t('ticket.team'), ticket.team.name] as const] : []),
    ...(chat
      ? [
          [t('chat.label'), t(`chat.state.${chat.state}`)] as const,
          [t('chat.queuedAt'), moment(chat.queuedAt)] as const,
          ...(chat.acceptedAt ? [[t('chat.acceptedAt'), moment(chat.acceptedAt)] as const] : []),
          ...(chat.endedAt ? [[t('chat.endedAt'), moment(chat.endedAt)] as const] : []),
          ...(chat.result ? [[t('end.result'), t(`end.results.${chat.result}`, { defaultValue: chat.result })] as const] : []),
        ]
      : []),
  ];
  return (
    <Section title={t('ticket.label', { number: ticket.number })}>
      <Facts rows={rows} />
    </Section>
  );
}
