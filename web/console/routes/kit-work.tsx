import type { FieldValue } from '#contracts/common.js';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Table } from '../../ui/table.js';
import { becauseText } from '../app/because-text.js';
import { FIELD_TEXTS } from '../app/fields/field-texts.js';
import { FieldLine } from '../app/fields/field-line.js';
import { fieldName } from '../app/fields/field-words.js';
import type { TraitAction } from '../app/fields/step.rules.js';
import { TraitStep } from '../app/fields/trait-step.js';
import { useTexts } from '../app/use-texts.js';
import { WEBHOOK_TEXTS } from '../app/webhook-texts.js';
import { KitPart } from '../features/kit/kit-part.js';
import { KIT_TICKET, sampleClient, sampleDeliveries, sampleFields } from '../features/kit/kit-samples.js';
import TicketRelations from '../features/relations/ticket-relations.js';
import TicketSides from '../features/side-conversations/ticket-sides.js';
import { FieldCell } from '../features/tickets/field-cell.js';
import { DeliveryBadge, useOutcome } from '../features/webhooks/webhook-looks.js';
import { KitRules } from './kit-rules.js';

const REASONS = [{ code: 'language', language: 'zh-CN' }, { code: 'skill', name: 'Kettles' }, { code: 'load', open: 3, limit: 8 }];

/** Parts of daily work, with samples in place of what a server would tell. */
export function KitWork() {
  const { t } = useTranslation('kit');
  const ready = [useTexts('fields', FIELD_TEXTS), useTexts('webhooks', WEBHOOK_TEXTS)].every(Boolean);
  const [client] = useState(() => sampleClient(t));
  if (!ready) return null;
  return (
    <QueryClientProvider client={client}>
      <KitFields />
      <KitRules />
      <KitPart title={t('part.beside')}>
        <div className="max-w-80 border border-line bg-surface">
          <p className="px-4 pt-4 text-12 text-muted">{becauseText(REASONS, t)}</p>
          <TicketRelations ticketId={KIT_TICKET} number={1047} />
          <TicketSides ticketId={KIT_TICKET} />
        </div>
      </KitPart>
      <KitPart title={t('part.webhooks')}>
        <Deliveries />
      </KitPart>
    </QueryClientProvider>
  );
}

function KitFields() {
  const { t } = useTranslation('kit');
  const { fields, values } = sampleFields(t);
  const [held, setHeld] = useState<Readonly<Record<string, FieldValue | null>>>(values);
  const [step, setStep] = useState<TraitAction>({ do: 'set_field', key: 'reason', value: 'first' });
  const [part, setPart] = useState<TraitAction>({ do: 'set_sub_state', subStateId: 'photo' });
  const valueOf = (key: string) => (Object.hasOwn(held, key) ? (held[key] ?? null) : null);
  return (
    <>
      <KitPart title={t('part.ownFields')}>
        <div className="flex max-w-80 flex-col gap-0.5 border border-line bg-surface p-2">
          {fields.map((field) => (
            <FieldLine key={field.id} look="quiet" field={field} wanted={field.key === 'remarks'} value={valueOf(field.key)} onCommit={(value) => setHeld({ ...held, [field.key]: value })} />
          ))}
        </div>
      </KitPart>
      <KitPart title={t('part.ownCells')}>
        <ul className="max-w-80 border border-line bg-surface text-13">
          {fields.map((field) => (
            <li key={field.id} className="flex h-9 min-w-0 items-center gap-3 border-b border-line px-3 last:border-b-0">
              <span dir="auto" className="w-28 shrink-0 truncate text-muted">
                {fieldName(field)}
              </span>
              <FieldCell field={field} value={valueOf(field.key)} />
            </li>
          ))}
        </ul>
      </KitPart>
      <KitPart title={t('part.steps')}>
        <div className="grid max-w-lg gap-4">
          <TraitStep action={step} onChange={setStep} />
          <TraitStep action={part} onChange={setPart} />
        </div>
      </KitPart>
    </>
  );
}

function Deliveries() {
  const { t } = useTranslation('webhooks');
  const outcome = useOutcome();
  return (
    <Table
      empty=""
      columns={[{ label: t('column.type') }, { label: t('column.state') }, { label: t('column.answer') }, { label: t('column.tries'), end: true }]}
      rows={sampleDeliveries().map((delivery) => ({ key: delivery.id, cells: [t(`types.${delivery.type}`), <DeliveryBadge key="state" delivery={delivery} />, outcome(delivery), delivery.attempts] }))}
    />
  );
}
