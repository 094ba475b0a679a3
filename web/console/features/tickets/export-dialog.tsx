import { ExportColumn, type ExportFormat } from '#contracts/exports.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportAddress, exportFieldsQuery } from '../../../client/exports.data.js';
import { number } from '../../../client/format.js';
import { currentLocale } from '../../../client/i18n.js';
import { matchingQuery } from '../../../client/bulk.data.js';
import { Button } from '../../../ui/button.js';
import { Choices } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckList } from '../../app/check-list.js';
import { columnsIn, fieldIn } from '../../app/columns.rules.js';
import { type ListSearch, toListQuery } from '../../app/search.js';

/** Identifiers are for programs; whoever wants them ticks them. */
const USUAL = ExportColumn.options.filter((column) => column !== 'id' && column !== 'channel_kind');

/** The list on the screen as a file: in which form, and with what in it. */
export default function ExportDialog({ search, onClose }: { search: ListSearch; onClose: () => void }) {
  const { t } = useTranslation('export');
  const query = toListQuery(search);
  const matching = useQuery(matchingQuery(query)).data?.count;
  const fields = useQuery(exportFieldsQuery).data?.items ?? [];
  const [format, setFormat] = useState<ExportFormat>('csv');
  // What the list shows of the organisation's own stands in the file too.
  const [chosen, setChosen] = useState<readonly string[]>(() => [...USUAL, ...columnsIn(search.columns).flatMap(({ key }) => (fieldIn(key) ? [key] : []))]);
  const options = [
    ...ExportColumn.options.map((column) => ({ id: column as string, name: t(`column.${column}`) })),
    ...fields.map(({ key, names }) => ({ id: `field.${key}`, name: names[currentLocale()] ?? names.en ?? Object.values(names)[0] ?? key })),
  ];
  const save = () => {
    const link = document.createElement('a');
    link.href = exportAddress(
      query,
      format,
      options.flatMap(({ id }) => (chosen.includes(id) ? [id] : [])),
    );
    link.download = '';
    link.click();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title')}
      description={matching === undefined ? t('what') : t('count', { count: matching, shown: number(matching) })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={chosen.length === 0} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Choices
          label={t('format')}
          value={format}
          onChange={setFormat}
          options={[
            { value: 'csv', label: t('csv'), hint: t('csvHint') },
            { value: 'ndjson', label: t('ndjson'), hint: t('ndjsonHint') },
          ]}
        />
        <CheckList label={t('columns')} options={options} value={chosen} onChange={setChosen} />
      </div>
    </Dialog>
  );
}
