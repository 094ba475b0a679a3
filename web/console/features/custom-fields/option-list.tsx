import type { CustomFieldDraft } from '#contracts/custom-fields.js';
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Badge } from '../../../ui/badge.js';
import { Button, IconButton } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';

type Option = CustomFieldDraft['options'][number];
interface Props {
  options: readonly Option[];
  onChange: (options: Option[]) => void;
}

/** What can be chosen, in its order. One that was saved is retired instead of removed: tickets may hold it. */
export function OptionList({ options, onChange }: Props) {
  const { t } = useTranslation('fields');
  const change = (at: number, part: Partial<Option>) => onChange(options.map((option, index) => (index === at ? { ...option, ...part } : option)));
  const swap = (at: number, by: -1 | 1) => {
    const next = [...options];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    onChange(next);
  };
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-3">
        {options.map((option, at) => (
          <li key={option.key ?? `new-${at}`} className="flex flex-wrap items-end gap-2">
            {LOCALES.map((locale) => (
              <TextField
                key={locale}
                className="min-w-28 flex-1"
                label={LOCALE_NAMES[locale]}
                lang={locale}
                dir="auto"
                maxLength={60}
                value={option.names[locale] ?? ''}
                onChange={(event) => change(at, { names: { ...option.names, [locale]: event.target.value } })}
              />
            ))}
            <span className="mb-0.5 flex items-center">
              <IconButton label={t('form.up')} disabled={at === 0} onClick={() => swap(at, -1)}>
                <ArrowUp size={16} aria-hidden />
              </IconButton>
              <IconButton label={t('form.down')} disabled={at === options.length - 1} onClick={() => swap(at, 1)}>
                <ArrowDown size={16} aria-hidden />
              </IconButton>
              {option.key === undefined ? (
                <IconButton label={t('form.removeOption')} onClick={() => onChange(options.filter((_, index) => index !== at))}>
                  <Trash2 size={16} aria-hidden />
                </IconButton>
              ) : (
                <IconButton label={t(option.retired ? 'form.offerAgain' : 'form.retireOption')} onClick={() => change(at, { retired: !option.retired })}>
                  {option.retired ? <ArchiveRestore size={16} aria-hidden /> : <Archive size={16} aria-hidden />}
                </IconButton>
              )}
            </span>
            {option.retired && (
              <span className="mb-2">
                <Badge>{t('list.retired')}</Badge>
              </span>
            )}
          </li>
        ))}
      </ol>
      <Button size="small" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={() => onChange([...options, { names: {}, retired: false }])}>
        {t('form.addOption')}
      </Button>
    </div>
  );
}
