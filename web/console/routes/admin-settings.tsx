import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { settingsQuery } from '../../client/settings.data.js';
import { AdminPage } from '../app/admin-page.js';
import { OrganisationForm } from '../features/organisation/organisation-form.js';

/** What holds for the whole organisation. */
export default function SettingsRoute() {
  const { t } = useTranslation('admin');
  const settings = useQuery(settingsQuery);
  return (
    <AdminPage title={t('organisation.title')} lead={t('organisation.lead')} query={settings}>
      {(document) => <OrganisationForm document={document} />}
    </AdminPage>
  );
}
