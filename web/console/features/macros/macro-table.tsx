import type { Macro } from '#contracts/macros.js';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Table } from '../../../ui/table.js';
import { useActionText } from './use-action-text.js';

interface Props {
  items: readonly Macro[];
  empty: string;
  onChange: (macro: Macro) => void;
  onRemove: (macro: Macro) => void;
}

export function MacroTable({ items: macros, empty, onChange, onRemove }: Props) {
  const { t } = useTranslation('macros');
  const textOf = useActionText();
  return (
    <Table
      empty={empty}
      columns={[
        { label: t('column.title') },
        { label: t('column.actions') },
        { label: t('column.scope') },
        { label: t('column.uses'), end: true },
        { label: <span className="sr-only">{t('column.edit')}</span>, end: true },
      ]}
      rows={macros.map((macro) => ({
        key: macro.id,
        cells: [
          <span className="block max-w-72 min-w-40">
            <span dir="auto" className="block truncate font-medium">
              {macro.title}
            </span>
            <span dir="auto" className="block truncate text-12 text-muted">
              {macro.folder}
            </span>
          </span>,
          <span className="block max-w-96 min-w-48 text-muted">{macro.actions.map(textOf).join(' · ')}</span>,
          <Badge tone={macro.scope === 'own' ? 'accent' : 'neutral'}>{macro.team?.name ?? t(`scope.${macro.scope}`)}</Badge>,
          macro.uses,
          <span className="inline-flex gap-2">
            {macro.can.change && (
              <Button size="small" aria-label={t('changeOf', { title: macro.title })} onClick={() => onChange(macro)}>
                {t('change')}
              </Button>
            )}
            {macro.can.remove && (
              <Button size="small" look="quiet" aria-label={t('removeOf', { title: macro.title })} onClick={() => onRemove(macro)}>
                {t('common:delete')}
              </Button>
            )}
          </span>,
        ],
      }))}
    />
  );
}
