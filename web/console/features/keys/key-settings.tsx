import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { Segments } from '../../../ui/choice.js';
import { CheckField } from '../../../ui/field.js';
import { SettingBlock, SettingRow } from '../../../ui/setting.js';
import { KEY_TABLE } from '../../app/key-table.js';
import { KEY_TEXTS } from '../../app/key-texts.js';
import { choose, usePreferences } from '../../app/preferences.js';
import { useTexts } from '../../app/use-texts.js';
import { isFixed, type OwnKeys, presetOf, ZENDESK_KEYS } from './key-map.rules.js';
import { KeyRow } from './key-row.js';

/** Each key and how to give it another place; what holds is kept with the account. */
export function KeySettings() {
  const { t } = useTranslation('keys');
  const ready = useTexts('keys', KEY_TEXTS);
  const { keys, letterKeys } = usePreferences();
  const [recording, setRecording] = useState<string | null>(null);
  if (!ready) return null;
  const preset = presetOf(keys);
  const take = (own: OwnKeys) => {
    setRecording(null);
    choose({ keys: own }, true);
  };
  return (
    <div id="keys" className="scroll-mt-6">
      <SettingBlock title={t('own.title')} lead={t('own.lead')}>
        <SettingRow label={t('own.preset')}>
          <span className="flex flex-wrap items-center gap-2">
            <Segments
              label={t('own.preset')}
              value={preset}
              options={(preset === 'own' ? (['standard', 'zendesk', 'own'] as const) : (['standard', 'zendesk'] as const)).map((value) => ({ value, label: t(`own.presets.${value}`) }))}
              onChange={(value) => value !== 'own' && take(value === 'zendesk' ? ZENDESK_KEYS : {})}
            />
            {preset === 'own' && (
              <Button size="small" onClick={() => take({})}>
                {t('own.resetAll')}
              </Button>
            )}
          </span>
        </SettingRow>
        <CheckField label={t('letters')} hint={t('lettersHint')} checked={letterKeys} onChange={(event) => choose({ letterKeys: event.target.checked }, true)} />
        {Object.entries(KEY_TABLE).map(([group, names]) => (
          <section key={group} aria-label={t(`group.${group}`)}>
            <h3 className="pb-1 text-12 font-medium text-muted">{t(`group.${group}`)}</h3>
            <ul className="rounded-panel border border-line">
              {Object.keys(names)
                .filter((name) => !isFixed(name))
                .map((name) => (
                  <KeyRow key={name} name={name} own={keys} recording={recording === name} onRecord={setRecording} onTake={take} />
                ))}
            </ul>
          </section>
        ))}
      </SettingBlock>
    </div>
  );
}
