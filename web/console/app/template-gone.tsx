import type { TicketTemplate } from '#contracts/ticket-templates.js';
import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../client/custom-fields.data.js';
import { currentLocale } from '../../client/i18n.js';
import { fieldName } from './fields/field-words.js';

/** What a template names and is no more. */
export function TemplateGone({ gone }: { gone: TicketTemplate['gone'] }) {
  const { t } = useTranslation('templates');
  const fields = useQuery(customFieldsQuery).data?.items ?? [];
  if (gone.length === 0) return null;
  const nameOf = (key: string) => {
    const field = fields.find((one) => one.key === key);
    return field ? fieldName(field) : key;
  };
  const named = gone.map((loss) => (loss.what === 'team' ? t('gone.team') : t(`gone.${loss.what}`, { name: nameOf(loss.key) })));
  return (
    <p role="status" className="flex items-start gap-2 rounded-panel border border-line bg-amber-paper px-3 py-2 text-13">
      <TriangleAlert size={16} className="mt-0.5 shrink-0 text-amber" aria-hidden />
      <span>{`${t('gone.title')} ${new Intl.ListFormat(currentLocale()).format(named)}`}</span>
    </p>
  );
}
