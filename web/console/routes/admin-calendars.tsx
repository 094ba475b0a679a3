import type { Calendar } from '#contracts/calendars.js';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarsQuery, removeCalendar } from '../../client/calendars.data.js';
import { Button } from '../../ui/button.js';
import Confirm from '../../ui/confirm.js';
import { Table } from '../../ui/table.js';
import { AdminPage } from '../app/admin-page.js';
import { useChange } from '../app/use-change.js';
import { useTexts } from '../app/use-texts.js';
import { CalendarForm } from '../features/calendars/calendar-form.js';
import { NowBadge } from '../features/calendars/now-badge.js';

const TEXTS = {
  en: () => import('../../locales/en/calendars.json'),
  'zh-CN': () => import('../../locales/zh-CN/calendars.json'),
  'zh-TW': () => import('../../locales/zh-TW/calendars.json'),
};

/** When teams answer. */
export default function CalendarsRoute() {
  const ready = useTexts('calendars', TEXTS);
  return ready ? <Calendars /> : <div className="flex-1" aria-busy />;
}

function Calendars() {
  const { t } = useTranslation('calendars');
  const calendars = useQuery({ ...calendarsQuery, refetchInterval: 60_000 });
  const { change } = useChange(['calendars']);
  const [open, setOpen] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Calendar | null>(null);
  const shown = calendars.data?.items.find(({ id }) => id === open);
  return (
    <AdminPage
      title={open === null ? t('title') : (shown?.name ?? t('add'))}
      lead={open === null ? t('lead') : ''}
      query={calendars}
      action={
        open === null ? (
          calendars.data?.can.make && (
            <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
              {t('add')}
            </Button>
          )
        ) : (
          <Button icon={<ArrowLeft size={16} aria-hidden className="rtl:rotate-180" />} onClick={() => setOpen(null)}>
            {t('back')}
          </Button>
        )
      }
    >
      {({ items }) =>
        open !== null ? (
          <CalendarForm key={open} calendar={shown ?? null} onMade={setOpen} />
        ) : (
          <>
            <Table
              empty={t('none')}
              columns={[
                { label: t('name') },
                { label: t('now.title') },
                { label: t('teams') },
                { label: <span className="sr-only">{t('actions')}</span>, end: true },
              ]}
              rows={items.map((calendar) => ({
                key: calendar.id,
                cells: [
                  <span className="flex flex-col">
                    <span className="font-medium">{calendar.name}</span>
                    <span className="text-12 text-muted" dir="ltr">
                      {calendar.zone}
                    </span>
                  </span>,
                  <NowBadge now={calendar.now} zone={calendar.zone} />,
                  <span className="text-muted">{calendar.teams.map((team) => team.name).join(', ') || t('noTeams')}</span>,
                  calendar.can.change && (
                    <span className="inline-flex gap-2">
                      <Button size="small" aria-label={t('changeOf', { name: calendar.name })} onClick={() => setOpen(calendar.id)}>
                        {t('change')}
                      </Button>
                      {calendar.can.remove && (
                        <Button size="small" look="quiet" aria-label={t('removeOf', { name: calendar.name })} onClick={() => setRemoving(calendar)}>
                          {t('common:delete')}
                        </Button>
                      )}
                    </span>
                  ),
                ],
              }))}
            />
            <p className="text-13 text-muted">{t('always')}</p>
            {removing && (
              <Confirm
                title={t('removeTitle', { name: removing.name })}
                text={t('removeText')}
                confirmLabel={t('remove')}
                cancelLabel={t('common:cancel')}
                onConfirm={() => void change(() => removeCalendar(removing.id))}
                onClose={() => setRemoving(null)}
              />
            )}
          </>
        )
      }
    </AdminPage>
  );
}
