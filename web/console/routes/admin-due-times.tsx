import type { DuePolicy } from '#contracts/sla.js';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../client/people.data.js';
import { meQuery } from '../../client/session.data.js';
import { widgetsQuery } from '../../client/settings.data.js';
import { duePoliciesQuery, removeDuePolicy } from '../../client/sla.data.js';
import { Button } from '../../ui/button.js';
import Confirm from '../../ui/confirm.js';
import { AdminPage } from '../app/admin-page.js';
import { useChange } from '../app/use-change.js';
import { PolicyForm } from '../features/sla/policy-form.js';
import { PolicyList } from '../features/sla/policy-list.js';
import { useSlaTexts } from '../features/sla/use-sla-texts.js';

/** How long answers and solutions may take. */
export default function DueTimesRoute() {
  return useSlaTexts() ? <DueTimes /> : <div className="flex-1" aria-busy />;
}

function DueTimes() {
  const { t } = useTranslation('sla');
  const me = useQuery(meQuery).data;
  const policies = useQuery(duePoliciesQuery);
  const teams = useQuery({ ...teamsQuery, enabled: me?.permissions.includes('account.read') ?? false }).data?.items ?? [];
  const channels = useQuery({ ...widgetsQuery, enabled: me?.permissions.includes('channel.manage') ?? false }).data?.items ?? [];
  const { change } = useChange(['due-policies']);
  const [open, setOpen] = useState<string | null>(null);
  const [removing, setRemoving] = useState<DuePolicy | null>(null);
  const shown = policies.data?.items.find(({ id }) => id === open);
  return (
    <AdminPage
      title={open === null ? t('page.title') : (shown?.name ?? t('page.add'))}
      lead={open === null ? t('page.lead') : ''}
      query={policies}
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
      {({ items }) => (
        <>
          {open === null ? (
            <PolicyList items={items} teams={teams} channels={channels} onOpen={setOpen} onRemove={setRemoving} />
          ) : (
            <PolicyForm key={open} policy={shown ?? null} teams={teams} channels={channels} onMade={setOpen} />
          )}
          {removing && (
            <Confirm
              title={t('page.removeTitle', { name: removing.name })}
              text={t('page.removeText')}
              confirmLabel={t('page.remove')}
              cancelLabel={t('common:cancel')}
              onConfirm={() => void change(() => removeDuePolicy(removing.id))}
              onClose={() => setRemoving(null)}
            />
          )}
        </>
      )}
    </AdminPage>
  );
}
