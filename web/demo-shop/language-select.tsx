import type { WidgetLocale } from '../widget/bridge.js';
import { LANGUAGES } from './language.js';

export function LanguageSelect({ value, label, onChange }: { value: WidgetLocale; label: string; onChange: (language: WidgetLocale) => void }) {
  return (
    <label class="select">
      <span class="hidden">{label}</span>
      <select value={value} onChange={(event) => {
        for (const language of ['en', 'zh-CN', 'zh-TW'] as const) if (language === event.currentTarget.value) onChange(language);
      }}>
        {Object.entries(LANGUAGES).map(([language, name]) => <option key={language} value={language} lang={language}>{name}</option>)}
      </select>
    </label>
  );
}
