import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../client/clock.js';
import { exactTime, shortTime } from '../../client/format.js';
import { Button } from '../../ui/button.js';
import Confirm from '../../ui/confirm.js';
import { SettingBlock } from '../../ui/setting.js';
import { Time } from '../../ui/time.js';
import { tellFailure } from './error-text.js';
import { useTexts } from './use-texts.js';

const TEXTS = {
  en: () => import('../../locales/en/history.json'),
  'zh-CN': () => import('../../locales/zh-CN/history.json'),
  'zh-TW': () => import('../../locales/zh-TW/history.json'),
};

interface Change {
  id: string;
  fields: readonly string[];
  by: { name: string } | null;
  at: string;
}

/** Who changed what when; each change can be undone by going back to what held before it. */
export default function ChangeHistory({ changes, onRestore }: { changes: readonly Change[]; onRestore: (changeId: string) => Promise<unknown> }) {
  const { t } = useTranslation('history');
  const [asked, setAsked] = useState<Change | null>(null);
  if (!useTexts('history', TEXTS) || changes.length === 0) return null;
  const names = (change: Change) => change.fields.map((field) => t(`fields.${field}`, { defaultValue: field })).join(t('and'));
  return (
    <SettingBlock title={t('title')} lead={t('lead')}>
      <ul className="flex flex-col divide-y divide-line rounded-panel border border-line">
        {changes.slice(0, 20).map((change) => (
          <li key={change.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-13">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{names(change)}</span>
              <span className="block text-12 text-muted">
                {change.by?.name ?? t('nobody')}
                {' · '}
                <Time at={change.at} short={shortTime(change.at, serverNow())} exact={exactTime(change.at)} />
              </span>
            </span>
            <Button size="small" onClick={() => setAsked(change)}>
              {t('undo')}
            </Button>
          </li>
        ))}
      </ul>
      {asked && (
        <Confirm
          title={t('askTitle')}
          text={t('ask', { fields: names(asked) })}
          confirmLabel={t('undo')}
          cancelLabel={t('common:cancel')}
          onConfirm={() => void onRestore(asked.id).catch(tellFailure)}
          onClose={() => setAsked(null)}
        />
      )}
    </SettingBlock>
  );
}
