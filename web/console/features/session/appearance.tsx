import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Segments } from '../../../ui/choice.js';
import { SettingBlock, SettingRow } from '../../../ui/setting.js';
import { choose, usePreferences } from '../../app/preferences.js';

/** How the console looks and listens; every choice holds at once and on every device. */
export function Appearance() {
  const { t } = useTranslation();
  const { theme, density, sendKey } = usePreferences();
  return (
    <SettingBlock title={t('account:appearance')}>
      <SettingRow label={t('common:language')}>
        <Segments
          label={t('common:language')}
          value={currentLocale()}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
          onChange={(locale) => choose({ locale }, true)}
        />
      </SettingRow>
      <SettingRow label={t('theme.label')}>
        <Segments
          label={t('theme.label')}
          value={theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(value) => choose({ theme: value }, true)}
        />
      </SettingRow>
      <SettingRow label={t('list.density')}>
        <Segments
          label={t('list.density')}
          value={density}
          options={(['compact', 'normal', 'roomy'] as const).map((value) => ({ value, label: t(`list.densities.${value}`) }))}
          onChange={(value) => choose({ density: value }, true)}
        />
      </SettingRow>
      <SettingRow label={t('account:sendKey')} hint={t('account:sendKeyHint')}>
        <Segments
          label={t('account:sendKey')}
          value={sendKey}
          options={(['enter', 'mod'] as const).map((value) => ({ value, label: t(`account:sendKeys.${value}`) }))}
          onChange={(value) => choose({ sendKey: value }, true)}
        />
      </SettingRow>
    </SettingBlock>
  );
}
