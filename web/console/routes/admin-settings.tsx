import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../client/query.js';
import { changeSettings, settingsQuery } from '../../client/settings.data.js';
import { settingsHistoryQuery } from '../../client/setup.data.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { AdminPage } from '../app/admin-page.js';
import { OrganisationForm } from '../features/organisation/organisation-form.js';

const ChangeHistory = lazyPart(() => import('../app/change-history.js'));
const PromiseTimes = lazyPart(() => import('../features/promises/promise-times.js'));

/** What holds for the whole organisation. */
export default function SettingsRoute() {
  const { t } = useTranslation('admin');
  const settings = useQuery(settingsQuery);
  return (
    <AdminPage title={t('organisation.title')} lead={t('organisation.lead')} query={settings}>
      {(document) => (
        <>
          <OrganisationForm document={document} />
          <Suspense>
            <PromiseTimes />
            <History version={document.version} />
          </Suspense>
        </>
      )}
    </AdminPage>
  );
}

function History({ version }: { version: number }) {
  const changes = useQuery(settingsHistoryQuery).data?.items ?? [];
  const restore = async (changeId: string) => {
    const before = changes.find((change) => change.id === changeId)?.before;
    try {
      if (before) await changeSettings(before, version);
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['settings'] });
    }
  };
  return <ChangeHistory changes={changes} onRestore={restore} />;
}
