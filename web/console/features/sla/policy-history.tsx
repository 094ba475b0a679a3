import type { DuePolicyDraft } from '#contracts/sla.js';
import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { duePolicyVersionsQuery } from '../../../client/sla.data.js';
import { Button } from '../../../ui/button.js';
import { SettingBlock } from '../../../ui/setting.js';
import { Time } from '../../../ui/time.js';

const PARTS = ['name', 'conditions', 'targets', 'pausesOnHold'] as const;
const SHOWN = 10;

/** Who changed what and when. An older version is taken into the form, looked at, and saved like any change. */
export function PolicyHistory({ id, version, onTake }: { id: string; version: number; onTake: (draft: DuePolicyDraft) => void }) {
  const { t } = useTranslation('sla');
  const items = useQuery(duePolicyVersionsQuery(id)).data?.items ?? [];
  const changed = (now: DuePolicyDraft, before: DuePolicyDraft | undefined) =>
    before ? PARTS.filter((part) => JSON.stringify(now[part]) !== JSON.stringify(before[part])).map((part) => t(`history.parts.${part}`)).join(', ') : t('history.made');
  if (items.length < 2) return null;
  return (
    <SettingBlock title={t('history.title')} lead={t('history.lead')}>
      <ol className="flex flex-col">
        {items.slice(0, SHOWN).map((one, index) => (
          <li key={one.version} className="flex min-h-11 items-center gap-3 border-b border-line text-13 last:border-b-0">
            <Time at={one.at} short={shortTime(one.at, serverNow())} exact={exactTime(one.at)} className="tabular w-20 shrink-0 text-muted" />
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{one.by?.name ?? t('history.nobody')}</span> <span className="text-muted">{changed(one.draft, items[index + 1]?.draft)}</span>
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
