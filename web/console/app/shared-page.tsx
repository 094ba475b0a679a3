import type { CannedScope } from '#contracts/canned-replies.js';
import type { UseQueryResult } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choice.js';
import { TextField } from '../../ui/field.js';
import { showToast } from '../../ui/toast.js';
import { AdminPage } from './admin-page.js';
import { useChange } from './use-change.js';

const FILTERS = ['every', 'own', 'team', 'all'] as const;

interface Shared {
  readonly id: string;
  readonly title: string;
  readonly scope: CannedScope;
}
interface Props<T extends Shared, Can> {
  /** Where its words are. */
  namespace: 'replies' | 'macros' | 'templates';
  query: UseQueryResult<{ items: T[]; can: Can }>;
  /** What is read anew after a change. */
  queryKey: string;
  search: (items: readonly T[], wanted: string) => T[];
  remove: (item: T) => Promise<unknown>;
  /** Brings back what was removed. */
  restore: (item: T) => Promise<unknown>;
  Table: ComponentType<{ items: readonly T[]; empty: string; onChange: (item: T) => void; onRemove: (item: T) => void }>;
  /** Without an item: a new one. */
  Dialog: ComponentType<{ item: T | null; can: Can; onClose: () => void }>;
}

/** Own, the team's and everybody's of a kind: made, found and looked after. */
export function SharedPage<T extends Shared, Can>({ namespace, query, queryKey, search, remove, restore, Table, Dialog }: Props<T, Can>) {
  const { t } = useTranslation(namespace);
  const { change } = useChange([queryKey]);
  const [open, setOpen] = useState<T | 'new' | null>(null);
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>('every');
  const [wanted, setWanted] = useState('');
  const takeAway = async (item: T) => {
    const done = await change(() => remove(item));
    if (done) showToast({ tone: 'done', text: t('removed', { title: item.title }), action: { label: t('undo'), run: () => void change(() => restore(item)) } });
  };
  return (
    <AdminPage
      title={t('title')}
      lead={t('lead')}
      query={query}
      wide
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
          {t('add')}
        </Button>
      }
    >
      {({ items, can }) => {
        const inFilter = items.filter((item) => filter === 'every' || item.scope === filter);
        const shown = wanted.trim() === '' ? inFilter : search(inFilter, wanted);
        return (
          <div className="flex flex-col gap-4">
            <div className="flex flex-wrap items-end justify-between gap-3">
              <Segments label={t('filter.label')} value={filter} options={FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))} onChange={setFilter} />
              <TextField className="w-full mid:w-64" label={t('search')} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
            </div>
            <Table items={shown} empty={t(wanted.trim() === '' ? 'noneHere' : 'noMatch')} onChange={setOpen} onRemove={(item) => void takeAway(item)} />
            {open && <Dialog item={open === 'new' ? null : open} can={can} onClose={() => setOpen(null)} />}
          </div>
        );
      }}
    </AdminPage>
  );
}
