import type { TicketTemplate } from '#contracts/ticket-templates.js';
import type { TicketPriority, TicketType } from '#contracts/tickets.js';
import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';

const TYPES = ['question', 'problem', 'complaint', 'task'] as const satisfies readonly TicketType[];
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const satisfies readonly TicketPriority[];

/** What a ticket is about. */
export interface Facts {
  readonly subject: string;
  readonly type: TicketType;
  readonly priority: TicketPriority;
}
/** What it is about as long as nobody says otherwise. */
export const factsOf = (template: TicketTemplate | null): Facts => ({ subject: template?.opens.subject ?? '', type: template?.opens.type ?? 'question', priority: template?.opens.priority ?? 'normal' });

interface Props {
  /** Somebody is chosen. */
  known: boolean;
  /** What it begins with. */
  template: TicketTemplate | null;
  facts: Facts;
  onSay: (said: Partial<Facts>) => void;
}

/** Whose ticket it is, where nobody is chosen, and what it is about. */
export function OpeningFields({ known, template, facts, onSay }: Props) {
  const { t } = useTranslation('opening');
  const opens = template?.opens;
  return (
    <>
      {!known && (
        <div className="grid gap-4 mid:grid-cols-2">
          <TextField label={t('name')} name="name" maxLength={120} required autoComplete="off" dir="auto" />
          <TextField label={t('email')} name="email" type="email" maxLength={254} autoComplete="off" />
        </div>
      )}
      <TextField label={t('subject')} name="subject" value={facts.subject} onChange={({ target }) => onSay({ subject: target.value })} required maxLength={200} autoComplete="off" dir="auto" />
      <div className="grid gap-4 mid:grid-cols-2">
        <SelectField label={t('type')} name="type" value={facts.type} onChange={({ target }) => onSay({ type: TYPES.find((type) => type === target.value) ?? 'question' })}>
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('priority')} name="priority" value={facts.priority} onChange={({ target }) => onSay({ priority: PRIORITIES.find((priority) => priority === target.value) ?? 'normal' })}>
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {t(`priorities.${priority}`)}
            </option>
          ))}
        </SelectField>
      </div>
      {opens && <TextField key={`tags ${template.id}`} label={t('templates:field.tags')} hint={t('templates:field.tagsHint')} name="tags" defaultValue={opens.tags.join(', ')} autoComplete="off" dir="auto" />}
      <CheckField label={t('toMe')} name="toMe" defaultChecked />
    </>
  );
}
