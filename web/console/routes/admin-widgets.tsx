import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../client/people.data.js';
import { widgetsQuery } from '../../client/settings.data.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { AdminPage } from '../app/admin-page.js';
import { WidgetEmbed } from '../features/channels/widget-embed.js';
import { WidgetForm } from '../features/channels/widget-form.js';

const EmbedGuide = lazyPart(() => import('../features/channels/embed-guide.js'));

/** How the chat looks in the shop, what it asks, and how it gets there. */
export default function WidgetsRoute() {
  const { t } = useTranslation('admin');
  const widgets = useQuery(widgetsQuery);
  const teams = useQuery(teamsQuery).data?.items ?? [];
  return (
    <AdminPage title={t('widgets.title')} lead={t('widgets.lead')} query={widgets}>
      {({ items }) =>
        items.map((widget) => (
          <article key={widget.id} className="flex flex-col gap-10">
            <WidgetEmbed widget={widget} />
            <WidgetForm widget={widget} teams={teams} />
            <Suspense>
              <EmbedGuide widgetKey={widget.widgetKey} />
            </Suspense>
          </article>
        ))
      }
    </AdminPage>
  );
}
