import type { Import } from '#contracts/imports.js';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { fieldName } from '../../app/fields/field-words.js';
import { cx } from '../../../ui/class-names.js';

const TRIED = ['fit', 'known', 'refused', 'withoutRequester'] as const;
const DONE = ['brought', 'known', 'refused'] as const;
const GONE = ['removed', 'kept'] as const;
const COLUMNS = { 2: 'grid-cols-2', 3: 'grid-cols-3', 4: 'grid-cols-2 mid:grid-cols-4' } as const;

/** In numbers what would become of it, or what did; and what to look at before. */
export function ImportOutlook({ row: { state, tally } }: { row: Import }) {
  const { t } = useTranslation('imports');
  const open = state === 'reading' || state === 'checking' || state === 'ready';
  const shown = open ? TRIED : state === 'removing' || state === 'removed' ? GONE : DONE;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-16 font-semibold">{t(open ? 'outlook' : 'outcome')}</h2>
      <p className="text-13 text-muted">{t(open ? 'outlookLead' : 'outcomeLead', { tickets: number(tally.tickets), messages: number(tally.messages), people: number(tally.people) })}</p>
      <dl className={cx('grid gap-px overflow-hidden rounded-panel border border-line bg-line', COLUMNS[shown.length])}>
        {shown.map((what) => (
          <div key={what} className="flex flex-col gap-0.5 bg-surface px-4 py-3">
            <dt className="text-12 text-muted">{t(`count.${what}`)}</dt>
            <dd className="tabular text-20 font-semibold">{number(tally[what])}</dd>
          </div>
        ))}
      </dl>
      <div className="grid gap-6 mid:grid-cols-2">
        {tally.refusals.length > 0 && <Listed title={t('why')} items={tally.refusals.map(({ code, count }) => ({ name: t(`refused.${code}`), count }))} />}
        {open && tally.fields.length > 0 && <Listed title={t('theirFields')} lead={t('theirFieldsLead')} items={tally.fields.map(({ name, to, count }) => ({ name: t(to ? 'fieldTo' : 'fieldToNote', { name, to: to ? fieldName({ names: to }) : '' }), count }))} />}
        {open && tally.strangers.length > 0 && <Listed title={t('strangers')} lead={t('strangersLead')} items={tally.strangers} />}
      </div>
    </section>
  );
}

function Listed({ title, lead, items }: { title: string; lead?: string; items: readonly { name: string; count: number }[] }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <h3 className="text-13 font-medium">{title}</h3>
      {lead && <p className="text-12 text-muted">{lead}</p>}
      <ul className="text-13">
        {items.slice(0, 12).map(({ name, count }) => (
          <li key={name} className="flex justify-between gap-3 border-b border-line py-1 last:border-b-0">
            <span dir="auto" className="min-w-0 break-words">
              {name}
            </span>
            <span className="tabular text-muted">{number(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
