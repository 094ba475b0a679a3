import type { TicketTemplate } from '#contracts/ticket-templates.js';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Table } from '../../../ui/table.js';

interface Props {
  items: readonly TicketTemplate[];
  empty: string;
  onChange: (template: TicketTemplate) => void;
  onRemove: (template: TicketTemplate) => void;
}

export function TemplateTable({ items, empty, onChange, onRemove }: Props) {
  const { t } = useTranslation('templates');
  const begins = ({ opens }: TicketTemplate) => [opens.subject, t(`opening:types.${opens.type}`), ...(opens.priority === 'normal' ? [] : [t(`opening:priorities.${opens.priority}`)]), ...opens.tags.map((tag) => `#${tag}`)].filter(Boolean).join(' · ');
  return (
    <Table
      empty={empty}
      columns={[
        { label: t('column.title') },
        { label: t('column.opens') },
        { label: t('column.scope') },
        { label: t('column.uses'), end: true },
        { label: <span className="sr-only">{t('column.edit')}</span>, end: true },
      ]}
      rows={items.map((template) => ({
        key: template.id,
        cells: [
          <span className="block max-w-72 min-w-40">
            <span className="flex items-center gap-2">
              <span dir="auto" className="truncate font-medium">
                {template.title}
              </span>
              {template.gone.length > 0 && (
                <Badge tone="amber" icon={<TriangleAlert size={12} aria-hidden />}>
                  {t('gone.badge')}
                </Badge>
              )}
            </span>
            <span dir="auto" className="block truncate text-12 text-muted">
              {template.folder}
            </span>
          </span>,
          <span dir="auto" className="block max-w-96 min-w-48 text-muted">
            {begins(template)}
          </span>,
          <Badge tone={template.scope === 'own' ? 'accent' : 'neutral'}>{template.team?.name ?? t(`scope.${template.scope}`)}</Badge>,
          template.uses,
          <span className="inline-flex gap-2">
            {template.can.change && (
              <Button size="small" aria-label={t('changeOf', { title: template.title })} onClick={() => onChange(template)}>
                {t('change')}
              </Button>
            )}
            {template.can.remove && (
              <Button size="small" look="quiet" aria-label={t('removeOf', { title: template.title })} onClick={() => onRemove(template)}>
                {t('common:delete')}
              </Button>
            )}
          </span>,
        ],
      }))}
    />
  );
}
