import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Archive, Download, Inbox, ListFilter, PhoneCall, Rows2, Rows3, Rows4, SlidersHorizontal } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../../client/session.data.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { Menu } from '../../../ui/menu.js';
import { CALL_TEXTS } from '../../app/call-texts.js';
import { EXPORT_TEXTS } from '../../app/export-texts.js';
import { keysOf } from '../../app/keys.js';
import { choose, type Preferences, usePreferences } from '../../app/preferences.js';
import type { ListSearch } from '../../app/search.js';
import { useTexts } from '../../app/use-texts.js';

const ExportDialog = lazyPart(() => import('./export-dialog.js'));

const DENSITIES = [
  ['compact', Rows4],
  ['normal', Rows3],
  ['roomy', Rows2],
] as const satisfies readonly (readonly [Preferences['density'], unknown])[];

/** What the list shows and how tall its rows are. */
export default function ListMenu({ search, onFilter, onCall }: { search: ListSearch; onFilter: () => void; onCall: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { density } = usePreferences();
  const navigate = useNavigate();
  const mayExport = useQuery(meQuery).data?.permissions.includes('ticket.export') ?? false;
  const told = useTexts('calls', CALL_TEXTS);
  const named = useTexts('export', EXPORT_TEXTS);
  const [exporting, setExporting] = useState(false);
  const show = (state?: 'closed') => void navigate({ to: '/tickets', search: { view: search.view, ...(state ? { state } : {}) } });
  return (
    <>
      <Menu
        align="end"
        aria-label={t('list.options')}
        data-tip={t('list.options')}
        className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text"
        groups={[
          ...(onCall && told ? [{ items: [{ key: 'call', label: t('calls:new'), icon: <PhoneCall size={16} aria-hidden />, keys: keysOf('newCall'), onSelect: onCall }] }] : []),
          {
            items: [
              { key: 'open', label: t('list.open'), icon: <Inbox size={16} aria-hidden />, checked: !search.state, onSelect: () => show() },
              {
                key: 'closed',
                label: t('list.closed'),
                icon: <Archive size={16} aria-hidden />,
                checked: search.state === 'closed',
                onSelect: () => show('closed'),
              },
              { key: 'filter', label: t('list.filter'), icon: <ListFilter size={16} aria-hidden />, keys: keysOf('filter'), onSelect: onFilter },
              ...(mayExport && named
                ? [{ key: 'export', label: t('export:open'), icon: <Download size={16} aria-hidden />, onSelect: () => setExporting(true) }]
                : []),
            ],
          },
          {
            label: t('list.density'),
            items: DENSITIES.map(([value, Icon]) => ({
              key: value,
              label: t(`list.densities.${value}`),
              icon: <Icon size={16} aria-hidden />,
              checked: density === value,
              onSelect: () => choose({ density: value }, true),
            })),
          },
        ]}
      >
        <SlidersHorizontal size={16} aria-hidden />
      </Menu>
      <Suspense fallback={null}>{exporting && <ExportDialog search={search} onClose={() => setExporting(false)} />}</Suspense>
    </>
  );
}
