import type { Import } from '#contracts/imports.js';
import { useTranslation } from 'react-i18next';
import { exactMinute, exactTime, number } from '../../../client/format.js';
import { Table } from '../../../ui/table.js';
import { ImportBadge, useNameOf } from './import-looks.js';

/** Every import: where it comes from, and how far it got. */
export function ImportList({ items, onOpen }: { items: readonly Import[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('imports');
  const nameOf = useNameOf();
  return (
    <Table
      empty={t('none')}
      columns={[{ label: t('column.from') }, { label: t('column.state') }, { label: t('column.tickets'), end: true }, { label: t('column.brought'), end: true }, { label: t('column.refused'), end: true }, { label: t('column.made') }]}
      rows={items.map((row) => ({
        key: row.id,
        cells: [
          <button type="button" className="block max-w-80 min-w-48 rounded-control text-start hover:underline" onClick={() => onOpen(row.id)}>
            <span dir="auto" className="block truncate font-medium">
              {nameOf(row)}
            </span>
            <span dir="auto" className="block truncate text-12 text-muted">
              {row.files.length === 0 ? t('noFiles') : row.files.map(({ name }) => name).join(', ')}
            </span>
          </button>,
          <ImportBadge row={row} />,
          number(row.tally.tickets),
          number(row.tally.brought),
          row.tally.refused > 0 ? <span className="font-medium text-amber">{number(row.tally.refused)}</span> : 0,
          <span className="text-muted" title={exactTime(row.createdAt)}>
            {exactMinute(row.createdAt)}
            {row.by && ` · ${row.by.name}`}
          </span>,
        ],
      }))}
    />
  );
}
