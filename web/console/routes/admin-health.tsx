import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { healthQuery } from '../../client/health.data.js';
import { AdminPage } from '../app/admin-page.js';
import { useTexts } from '../app/use-texts.js';
import { HealthList } from '../features/health/health-list.js';

const TEXTS = {
  en: () => import('../../locales/en/health.json'),
  'zh-CN': () => import('../../locales/zh-CN/health.json'),
  'zh-TW': () => import('../../locales/zh-TW/health.json'),
};

/** Whether the desk is well, and what to do where it is not. */
export default function HealthRoute() {
  const { t } = useTranslation('health');
  const health = useQuery(healthQuery);
  if (!useTexts('health', TEXTS)) return <div className="flex-1" aria-busy />;
  return (
    <AdminPage title={t('title')} lead={t('lead')} query={health}>
      {({ items }) => <HealthList items={items} />}
    </AdminPage>
  );
}
