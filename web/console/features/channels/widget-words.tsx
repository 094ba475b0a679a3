import type { WidgetSettings } from '#contracts/channels.js';
import type { Locale } from '#contracts/common.js';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Segments } from '../../../ui/choice.js';
import { TextArea, TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';

const MOST = 6;
interface Props {
  settings: WidgetSettings;
  onChange: (change: Partial<WidgetSettings>) => void;
}

/** Greeting and quick questions, language by language. */
export function WidgetWords({ settings, onChange }: Props) {
  const { t } = useTranslation('admin');
  const [locale, setLocale] = useState<Locale>(currentLocale);
  const questions = settings.quickQuestions[locale] ?? [];
  const put = (next: typeof questions) => onChange({ quickQuestions: { ...settings.quickQuestions, [locale]: next } });
  const edit = (at: number, change: Partial<(typeof questions)[number]>) =>
    put(questions.map((question, index) => (index === at ? { ...question, ...change } : question)));
  return (
    <SettingBlock title={t('widgets.words')}>
      <Segments label={t('common:language')} value={locale} options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))} onChange={setLocale} />
      <TextArea
        label={t('widgets.greeting')}
        lang={locale}
        maxLength={400}
        value={settings.greeting[locale] ?? ''}
        onChange={(event) => onChange({ greeting: { ...settings.greeting, [locale]: event.target.value } })}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 text-13 font-medium">{t('widgets.questions')}</legend>
        {questions.map((question, index) => (
          <div key={index} className="flex items-end gap-2">
            <TextField
              className="w-2/5"
              label={t('widgets.questionLabel')}
              lang={locale}
              required
              maxLength={80}
              value={question.label}
              onChange={(event) => edit(index, { label: event.target.value })}
            />
            <TextField
              className="flex-1"
              label={t('widgets.questionText')}
              lang={locale}
              required
              maxLength={400}
              value={question.text}
              onChange={(event) => edit(index, { text: event.target.value })}
            />
            <IconButton
              label={t('widgets.removeQuestion', { number: index + 1 })}
              className="mb-0.5"
              onClick={() => put(questions.filter((_, at) => at !== index))}
            >
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </div>
        ))}
        {questions.length < MOST && (
          <Button size="small" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={() => put([...questions, { label: '', text: '' }])}>
            {t('widgets.addQuestion')}
          </Button>
        )}
      </fieldset>
    </SettingBlock>
  );
}
