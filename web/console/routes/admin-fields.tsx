import type { SubState } from '#contracts/sub-states.js';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../client/custom-fields.data.js';
import { teamsQuery } from '../../client/people.data.js';
import { meQuery } from '../../client/session.data.js';
import { widgetsQuery } from '../../client/settings.data.js';
import { subStatesQuery } from '../../client/sub-states.data.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choice.js';
import { AdminPage } from '../app/admin-page.js';
import { FIELD_TEXTS } from '../app/fields/field-texts.js';
import { fieldName } from '../app/fields/field-words.js';
import { useTexts } from '../app/use-texts.js';
import { FieldForm } from '../features/custom-fields/field-form.js';
import { SubStateDialog } from '../features/sub-states/sub-state-dialog.js';
import { SubStateList } from '../features/sub-states/sub-state-list.js';
import { FieldList } from '../features/custom-fields/field-list.js';

const TABS = ['fields', 'subStates'] as const;
type Tab = (typeof TABS)[number];
interface Part {
  /** Between this page and the other one. */
  tabs: ReactNode;
}

/** What the organisation asks of its tickets, and what it calls the parts of their states. */
export default function FieldsRoute() {
  const { t } = useTranslation('fields');
  const ready = useTexts('fields', FIELD_TEXTS);
  const [tab, setTab] = useState<Tab>('fields');
  if (!ready) return <div className="flex-1" aria-busy />;
  const tabs = <Segments label={t('page.which')} value={tab} options={TABS.map((value) => ({ value, label: t(`page.${value}`) }))} onChange={setTab} />;
  return tab === 'fields' ? <Fields tabs={tabs} /> : <States tabs={tabs} />;
}

function States({ tabs }: Part) {
  const { t } = useTranslation('fields');
  const subStates = useQuery(subStatesQuery);
  const [open, setOpen] = useState<SubState | 'new' | null>(null);
  return (
    <AdminPage
      title={t('page.subStates')}
      lead={t('sub.question')}
      query={subStates}
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
          {t('sub.add')}
        </Button>
      }
    >
      {({ items }) => (
        <>
          {tabs}
          <SubStateList items={items} onOpen={setOpen} />
          {open && <SubStateDialog subState={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
        </>
      )}
    </AdminPage>
  );
}

function Fields({ tabs }: Part) {
  const { t } = useTranslation('fields');
  const me = useQuery(meQuery).data;
  const fields = useQuery(customFieldsQuery);
  const teams = useQuery({ ...teamsQuery, enabled: me?.permissions.includes('account.read') ?? false }).data?.items ?? [];
  const channels = useQuery({ ...widgetsQuery, enabled: me?.permissions.includes('channel.manage') ?? false }).data?.items ?? [];
  const [open, setOpen] = useState<string | null>(null);
  const shown = fields.data?.items.find(({ id }) => id === open);
  return (
    <AdminPage
      title={open === null ? t('page.title') : shown ? fieldName(shown) : t('page.add')}
      lead={open === null ? t('page.lead') : ''}
      query={fields}
      action={
        open === null ? (
          <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
            {t('page.add')}
          </Button>
        ) : (
          <Button icon={<ArrowLeft size={16} aria-hidden className="rtl:rotate-180" />} onClick={() => setOpen(null)}>
            {t('page.back')}
          </Button>
        )
      }
    >
      {({ items }) => {
        const around = { fields: items, teams, channels };
        if (open !== null) return <FieldForm key={open} {...around} field={shown ?? null} onMade={setOpen} />;
        return (
          <>
            {tabs}
            <FieldList {...around} onOpen={setOpen} />
          </>
        );
      }}
    </AdminPage>
  );
}
