import type { Situation, WidgetSettings } from '#contracts/channels.js';
import type { Locale } from '#contracts/common.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Segments } from '../../../ui/choice.js';
import { CheckField, TextArea } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';

type Lines = WidgetSettings['automatic'];
const SITUATIONS: readonly Situation[] = ['closed', 'unknown', 'nobody', 'busy', 'received', 'accepted'];
/** Shown as they are to be typed. */
const BLANKS = {
  opens: '{{opens}}',
  shop: '{{shop}}',
  position: '{{position}}',
  minutes: '{{minutes}}',
  agent: '{{agent}}',
  interpolation: { escapeValue: false, skipOnVariables: true },
};
interface Props {
  value: Lines;
  /** Our own words, used where the shop has written none. */
  standard: Readonly<Partial<Record<Situation, Readonly<Partial<Record<Locale, string>>>>>>;
  onChange: (value: Lines) => void;
}

/** What the desk says by itself, situation by situation and language by language. */
export function AutomaticLines({ value, standard, onChange }: Props) {
  const { t } = useTranslation('hours');
  const [locale, setLocale] = useState<Locale>(currentLocale);
  const put = (situation: Situation, change: Partial<{ on: boolean; text: Partial<Record<Locale, string>> }>) =>
    onChange({ ...value, [situation]: { on: false, text: {}, ...value[situation], ...change } });
  return (
    <SettingBlock title={t('automatic.title')} lead={t('automatic.lead')}>
      <Segments label={t('common:language')} value={locale} options={LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one] }))} onChange={setLocale} />
      {SITUATIONS.map((situation) => {
        const line = value[situation];
        return (
          <div key={situation} className="flex flex-col gap-2">
            <CheckField
              label={t(`automatic.when.${situation}`)}
              checked={line?.on ?? false}
              onChange={(event) => put(situation, { on: event.target.checked })}
            />
            {line?.on && (
              <TextArea
                className="ms-6.5"
                label={<span className="sr-only">{t(`automatic.when.${situation}`)}</span>}
                lang={locale}
                rows={3}
                maxLength={400}
                placeholder={standard[situation]?.[locale] ?? ''}
                hint={t(`automatic.blanks.${situation}`, BLANKS)}
                value={line.text[locale] ?? ''}
                onChange={(event) => put(situation, { text: { ...line.text, [locale]: event.target.value } })}
              />
            )}
          </div>
        );
      })}
    </SettingBlock>
  );
}
