import type { GreetingRule } from '#contracts/channels.js';
import type { Locale } from '#contracts/common.js';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Segments } from '../../../ui/choice.js';
import { CheckField, TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';

const MOST = 20;
const PAGES = '[/*]\\S*';

/** Words that the shop's page shows beside the launcher by itself: where, after how long, to whom, how often. */
export function GreetingRules({ value, onChange }: { value: readonly GreetingRule[]; onChange: (value: GreetingRule[]) => void }) {
  const { t } = useTranslation('hours');
  const [locale, setLocale] = useState<Locale>(currentLocale);
  const put = (key: string, change: Partial<GreetingRule>) => onChange(value.map((rule) => (rule.key === key ? { ...rule, ...change } : rule)));
  const add = () =>
    onChange([...value, { key: `rule_${Date.now().toString(36)}`, on: true, pages: '/*', seconds: 20, visits: 1, onlyOpen: true, once: 'visit', text: {} }]);
  const often = (['visit', 'day'] as const).map((one) => ({ value: one, label: t(`greetings.once.${one}`) }));
  return (
    <SettingBlock title={t('greetings.title')} lead={t('greetings.lead')}>
      {value.length > 0 && (
        <Segments label={t('common:language')} value={locale} options={LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one] }))} onChange={setLocale} />
      )}
      {value.map((rule, index) => (
        <fieldset key={rule.key} className="flex flex-col gap-3 border-s-2 border-line ps-4">
          <legend className="sr-only">{t('greetings.rule', { number: index + 1 })}</legend>
          <div className="flex items-end gap-2">
            <TextField
              className="min-w-0 flex-1"
              label={t('greetings.text')}
              lang={locale}
              maxLength={200}
              value={rule.text[locale] ?? ''}
              onChange={(event) => put(rule.key, { text: { ...rule.text, [locale]: event.target.value } })}
            />
            <IconButton
              label={t('greetings.remove', { number: index + 1 })}
              className="mb-0.5"
              onClick={() => onChange(value.filter(({ key }) => key !== rule.key))}
            >
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </div>
          <div className="grid gap-3 mid:grid-cols-[1fr_7rem_7rem]">
            <TextField
              label={t('greetings.pages')}
              hint={t('greetings.pagesHint')}
              dir="ltr"
              required
              pattern={PAGES}
              maxLength={200}
              value={rule.pages}
              onChange={(event) => put(rule.key, { pages: event.target.value })}
            />
            <TextField
              label={t('greetings.seconds')}
              type="number"
              min={0}
              max={3600}
              required
              value={rule.seconds}
              onChange={(event) => put(rule.key, { seconds: event.target.valueAsNumber || 0 })}
            />
            <TextField
              label={t('greetings.visits')}
              type="number"
              min={1}
              max={100}
              required
              value={rule.visits}
              onChange={(event) => put(rule.key, { visits: event.target.valueAsNumber || 1 })}
            />
          </div>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <Segments label={t('greetings.often')} value={rule.once} options={often} onChange={(once) => put(rule.key, { once })} />
            <CheckField label={t('greetings.onlyOpen')} checked={rule.onlyOpen} onChange={(event) => put(rule.key, { onlyOpen: event.target.checked })} />
            <CheckField label={t('greetings.on')} checked={rule.on} onChange={(event) => put(rule.key, { on: event.target.checked })} />
          </div>
        </fieldset>
      ))}
      {value.length < MOST && (
        <Button size="small" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={add}>
          {t('greetings.add')}
        </Button>
      )}
    </SettingBlock>
  );
}
