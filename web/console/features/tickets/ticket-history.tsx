import type { CustomField } from '#contracts/custom-fields.js';
import { nameIn } from '#contracts/custom-fields.rules.js';
import type { HistoryEntry } from '#contracts/tickets.js';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { exactMinute, exactTime } from '../../../client/format.js';
import { currentLocale } from '../../../client/i18n.js';
import { historyQuery } from '../../../client/ticket-life.data.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Section } from '../../../ui/pane.js';
import { Time } from '../../../ui/time.js';
import { becauseText } from '../../app/because-text.js';
import { errorText } from '../../app/error-text.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { fieldName, valueText } from '../../app/fields/field-words.js';
import { LIFE_TEXTS } from '../../app/life-texts.js';
import { useTexts } from '../../app/use-texts.js';

/** Who did what to this ticket, and when: the latest first, as far back as one wants. */
export default function TicketHistory({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('life');
  const ready = useTexts('life', LIFE_TEXTS);
  const [open, setOpen] = useState(false);
  if (!ready) return null;
  return (
    <Section
      title={t('history.title')}
      action={
        <Button look="quiet" size="small" className="-me-2" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'history.hide' : 'history.show')}
        </Button>
      }
    >
      {open && <Entries ticketId={ticketId} />}
    </Section>
  );
}

function Entries({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('life');
  const named = useTexts('fields', FIELD_TEXTS);
  const fields = useQuery(customFieldsQuery).data?.items ?? [];
  const pages = useInfiniteQuery(historyQuery(ticketId));
  if (pages.isError) return <ErrorState message={errorText(pages.error)} retryLabel={t('common:retry')} onRetry={() => void pages.refetch()} />;
  const entries = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (!pages.isPending && entries.length === 0) return <p className="text-13 text-muted">{t('history.empty')}</p>;
  return (
    <>
      <ol className="flex flex-col gap-2.5" aria-busy={pages.isPending || !named}>
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-col text-13">
            <span dir="auto" className="break-words">
              {entry.custom.length > 0 ? valuesOf(entry, fields, t) : deedOf(entry, t)}
            </span>
            <span className="text-12 text-muted">
              {entry.by.name ?? t(entry.by.kind === 'system' || entry.by.kind === 'bot' ? 'history.system' : entry.by.kind === 'customer' ? 'history.customer' : 'history.somebody')}
              <span aria-hidden> · </span>
              <Time at={entry.at} short={exactMinute(entry.at)} exact={exactTime(entry.at)} className="tabular" />
            </span>
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button look="quiet" size="small" className="mt-2 -ms-2" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('history.more')}
        </Button>
      )}
    </>
  );
}

/** Each field with what it held and holds. */
const valuesOf = ({ custom }: HistoryEntry, fields: readonly CustomField[], t: TFunction<'life'>): string =>
  custom
    .map(({ key, from, to }) => {
      const field = fields.find((one) => one.key === key);
      return t('history.custom', { name: field ? fieldName(field) : key, from: valueText(field, from), to: valueText(field, to) });
    })
    .join(' · ');

function deedOf({ name, state, priority, type, fields, person, team, until, subState, because, by }: HistoryEntry, t: TFunction<'life'>): string {
  if (name === 'ticket.state_changed' && state) return t('history.ticket.state_changed', { from: t(`state.${state.from}`), to: t(`state.${state.to}`) });
  if (subState) return t('history.subState', { from: subState.from ? nameIn(subState.from, currentLocale()) : '–', to: subState.to ? nameIn(subState.to, currentLocale()) : '–' });
  if (name === 'ticket.assigned' && because && person) return t('timeline:system.ticket.routed', { to: person, because: becauseText(because, t) });
  if (name === 'ticket.assigned') return person || team ? t('history.ticket.assigned', { to: person ?? team }) : t('history.ticket.unassigned');
  if (name === 'ticket.snoozed' && until) return t('history.ticket.snoozed', { when: exactMinute(until) });
  if (name === 'ticket.facts_changed') {
    const changes = [
      priority && t('history.priority', { from: t(`priority.${priority.from}`), to: t(`priority.${priority.to}`) }),
      type && t('history.type', { from: t(`type.${type.from}`), to: t(`type.${type.to}`) }),
    ].filter((text) => text !== null);
    const others = fields.filter((field) => field === 'subject' || field === 'tags').map((field) => t(`facts.${field}`));
    return [...changes, ...(others.length > 0 ? [t('history.ticket.facts_changed', { fields: new Intl.ListFormat(currentLocale()).format(others) })] : [])].join(' · ');
  }
  if ((name === 'ticket.followed' || name === 'ticket.unfollowed') && person !== null && person !== by.name) return t(`history.${name}By`, { name: person });
  const deed = t(`history.${name}`, { defaultValue: t('history.other') });
  return person && name === 'chat.offered' ? `${deed} ${person}` : deed;
}
