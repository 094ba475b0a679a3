import type { Locale } from '#contracts/common.js';
import { Trash2 } from 'lucide-react';
import { LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { IconButton } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';

interface Props {
  label: Partial<Record<Locale, string>>;
  maxLength: number;
  /** What removing it is called. */
  removeText: string;
  onChange: (label: Partial<Record<Locale, string>>) => void;
  onRemove: () => void;
}

/** One entry of a list that customers read: its words in every language, and its removal. */
export function LabelFields({ label, maxLength, removeText, onChange, onRemove }: Props) {
  return (
    <div className="flex items-end gap-2 max-mid:flex-wrap">
      {LOCALES.map((locale) => (
        <TextField
          key={locale}
          className="min-w-32 flex-1"
          label={LOCALE_NAMES[locale]}
          lang={locale}
          required
          maxLength={maxLength}
          value={label[locale] ?? ''}
          onChange={(event) => onChange({ ...label, [locale]: event.target.value })}
        />
      ))}
      <IconButton label={removeText} className="mb-0.5" onClick={onRemove}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
