import type { CalendarDraft, CalendarVersions } from '#contracts/calendars.js';
import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { calendarVersionsQuery } from '../../../client/calendars.data.js';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { Button } from '../../../ui/button.js';
import { SettingBlock } from '../../../ui/setting.js';
import { Time } from '../../../ui/time.js';

type Version = z.infer<typeof CalendarVersions>['items'][number];
const PARTS = ['name', 'zone', 'week', 'days'] as const;

/** Who changed what and when. An older version is taken into the form, looked at, and saved like any change. */
export function History({ id, version, onTake }: { id: string; version: number; onTake: (draft: CalendarDraft) => void }) {
  const { t } = useTranslation('calendars');
  const items = useQuery(calendarVersionsQuery(id)).data?.items ?? [];
  const changedBy = ({ draft }: Version, before: Version | undefined): string =>
    before === undefined
      ? t('history.made')
      : t('history.changed', {
          parts: PARTS.filter((part) => JSON.stringify(draft[part]) !== JSON.stringify(before.draft[part]))
            .map((part) => t(`history.parts.${part}`))
            .join(', '),
        });
  if (items.length < 2) return null;
  return (
    <SettingBlock title={t('history.title')} lead={t('history.lead')}>
      <ol className="flex flex-col">
        {items.slice(0, 10).map((one, index) => (
          <li key={one.version} className="flex min-h-11 items-center gap-3 border-b border-line text-13 last:border-b-0">
            <Time at={one.at} short={shortTime(one.at, serverNow())} exact={exactTime(one.at)} className="tabular w-20 shrink-0 text-muted" />
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{one.by?.name ?? t('history.nobody')}</span> <span className="text-muted">{changedBy(one, items[index + 1])}</span>
            </span>
            {one.version === version ? (
              <span className="text-muted">{t('history.present')}</span>
            ) : (
              <Button size="small" icon={<Undo2 size={14} aria-hidden />} onClick={() => onTake(one.draft)}>
                {t('history.take')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </SettingBlock>
  );
}
