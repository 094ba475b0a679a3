import type { TicketTemplate } from '#contracts/ticket-templates.js';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { templatesQuery } from '../../client/ticket-templates.data.js';
import { SelectField } from '../../ui/field.js';
import { TemplateGone } from './template-gone.js';

/** Which template the ticket begins with; nothing where there is none to choose. */
export function OpeningTemplate({ chosen, onChoose }: { chosen: TicketTemplate | null; onChoose: (template: TicketTemplate | null) => void }) {
  const { t } = useTranslation('templates');
  const items = useQuery(templatesQuery).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <SelectField label={t('choose')} value={chosen?.id ?? ''} onChange={(event) => onChoose(items.find(({ id }) => id === event.target.value) ?? null)}>
        <option value="">{t('without')}</option>
        {items.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
      <TemplateGone gone={chosen?.gone ?? []} />
    </>
  );
}
