import type { FieldValue } from '#contracts/common.js';
import type { TicketDetail } from '#contracts/tickets.js';
import { missingFields, shownFields, valueAt } from '#contracts/custom-fields.rules.js';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery, setFields, ticketFieldsQuery } from '../../../client/custom-fields.data.js';
import { Section } from '../../../ui/pane.js';
import { tellFailure } from '../../app/error-text.js';
import { FieldLine } from '../../app/fields/field-line.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { useTexts } from '../../app/use-texts.js';

/** What the organisation asks of this ticket, changed where it stands. Nothing where it asks nothing. */
export default function TicketFields({ detail: { ticket, can } }: { detail: TicketDetail }) {
  const { t } = useTranslation('fields');
  const ready = useTexts('fields', FIELD_TEXTS);
  const fields = useQuery(customFieldsQuery).data?.items;
  const held = useQuery(ticketFieldsQuery(ticket.id)).data;
  if (!ready || !fields || !held) return null;
  // Judged here too, so that what a change brings with it stands there at once.
  const subject = { type: ticket.type, tags: ticket.tags, teamId: ticket.team?.id ?? null, channelId: held.channelId, values: held.values };
  const shown = shownFields(fields, subject);
  if (shown.length === 0) return null;
  const missing = new Set(missingFields(fields, subject).map(({ key }) => key));
  const save = (key: string, value: FieldValue | null) => void setFields(ticket.id, { [key]: value }).catch(tellFailure);
  return (
    <Section title={t('title')}>
      <div className="-mx-2 flex flex-col gap-0.5">
        {shown.map((field) => (
          <FieldLine key={field.id} look="quiet" field={field} value={valueAt(held.values, field.key) ?? null} disabled={!can.edit} wanted={missing.has(field.key)} onCommit={(value) => save(field.key, value)} />
        ))}
      </div>
    </Section>
  );
}
