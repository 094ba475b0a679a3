import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../client/custom-fields.data.js';
import { teamsQuery } from '../../client/people.data.js';
import { meQuery } from '../../client/session.data.js';
import { widgetsQuery } from '../../client/settings.data.js';
import { Button } from '../../ui/button.js';
import { AdminPage } from '../app/admin-page.js';
import { FIELD_TEXTS } from '../app/fields/field-texts.js';
import { fieldName } from '../app/fields/field-words.js';
import { useTexts } from '../app/use-texts.js';
import { FieldForm } from '../features/custom-fields/field-form.js';
import { FieldList } from '../features/custom-fields/field-list.js';

/** What the organisation asks of its tickets. */
export default function FieldsRoute() {
  return useTexts('fields', FIELD_TEXTS) ? <Fields /> : <div className="flex-1" aria-busy />;
}

function Fields() {
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
        return open === null ? <FieldList {...around} onOpen={setOpen} /> : <FieldForm key={open} {...around} field={shown ?? null} onMade={setOpen} />;
      }}
    </AdminPage>
  );
}
