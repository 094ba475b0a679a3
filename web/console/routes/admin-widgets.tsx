import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../client/people.data.js';
import { queryClient } from '../../client/query.js';
import { changeWidget, widgetsQuery } from '../../client/settings.data.js';
import { widgetHistoryQuery } from '../../client/setup.data.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { AdminPage } from '../app/admin-page.js';
import { useTexts } from '../app/use-texts.js';
import { WidgetEmbed } from '../features/channels/widget-embed.js';
import { WidgetForm } from '../features/channels/widget-form.js';

const ChangeHistory = lazyPart(() => import('../app/change-history.js'));
const EmbedGuide = lazyPart(() => import('../features/channels/embed-guide.js'));
const TEXTS = {
  en: () => import('../../locales/en/hours.json'),
  'zh-CN': () => import('../../locales/zh-CN/hours.json'),
  'zh-TW': () => import('../../locales/zh-TW/hours.json'),
};

/** How the chat looks in the shop, what it asks, what it says by itself, and how it gets there. */
export default function WidgetsRoute() {
  const ready = useTexts('hours', TEXTS);
  const { t } = useTranslation('admin');
  const widgets = useQuery(widgetsQuery);
  const teams = useQuery(teamsQuery).data?.items ?? [];
  return (
    <AdminPage title={t('widgets.title')} lead={t('widgets.lead')} query={widgets}>
      {({ items, automatic }) =>
        ready &&
        items.map((widget) => (
          <article key={widget.id} className="flex flex-col gap-10">
            <WidgetEmbed widget={widget} />
            <WidgetForm widget={widget} teams={teams} automatic={automatic} />
            <Suspense>
              <EmbedGuide widgetKey={widget.widgetKey} />
              <History id={widget.id} version={widget.version} />
            </Suspense>
          </article>
        ))
      }
    </AdminPage>
  );
}

function History({ id, version }: { id: string; version: number }) {
  const changes = useQuery(widgetHistoryQuery(id)).data?.items ?? [];
  const restore = async (changeId: string) => {
    const before = changes.find((change) => change.id === changeId)?.before;
    try {
      if (before) await changeWidget(id, before, version);
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['settings'] });
    }
  };
  return <ChangeHistory changes={changes} onRestore={restore} />;
}
