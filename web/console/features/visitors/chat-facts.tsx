import type { TicketDetail } from '#contracts/tickets.js';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contactReasonsQuery } from '../../../client/chats.data.js';
import { currentLocale } from '../../../client/i18n.js';
import { clockTime, exactTime } from '../../../client/format.js';
import { Facts, Section } from '../../../ui/pane.js';
import { Time } from '../../../ui/time.js';

/** The ticket and its live episode, as facts. */
export function ChatFacts({ detail: { ticket, chat } }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const moment = (at: string) => <Time at={at} short={clockTime(at)} exact={exactTime(at)} className="tabular" />;
  const reasons = useQuery({ ...contactReasonsQuery, enabled: Boolean(chat?.contactReason) }).data?.items;
  const label = (key: string) => reasons?.find((reason) => reason.key === key)?.label[currentLocale()] ?? key;
  const rows: (readonly [string, ReactNode])[] = [
    [t('ticket.assignee'), ticket.assignee?.name ?? t('list.nobody')],
    ...(ticket.team ? [[t('ticket.team'), ticket.team.name] as const] : []),
    ...(chat
      ? [
          [t('chat.label'), t(`chat.state.${chat.state}`)] as const,
          [t('chat.queuedAt'), moment(chat.queuedAt)] as const,
          ...(chat.acceptedAt ? [[t('chat.acceptedAt'), moment(chat.acceptedAt)] as const] : []),
          ...(chat.endedAt ? [[t('chat.endedAt'), moment(chat.endedAt)] as const] : []),
          ...(chat.contactReason ? [[t('timeline:end.reasonFact'), label(chat.contactReason)] as const] : []),
          ...(chat.result ? [[t('timeline:end.result'), t(`timeline:end.results.${chat.result}`, { defaultValue: chat.result })] as const] : []),
        ]
      : []),
  ];
  return (
    <Section title={t('ticket.label', { number: ticket.number })}>
      <Facts rows={rows} />
    </Section>
  );
}
