import { useQuery } from '@tanstack/react-query';
import { Paperclip, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cannedRepliesQuery } from '../../../client/canned-replies.data.js';
import { currentLocale } from '../../../client/i18n.js';
import { Button, IconButton } from '../../../ui/button.js';
import { SelectField, TextArea } from '../../../ui/field.js';
import type { SideFiles } from './use-side-files.js';

interface Props {
  text: string;
  onText: (text: string) => void;
  files: SideFiles;
  label: string;
}

/** What is written to somebody outside: words, a saved reply as a start, files. */
export function SideWords({ text, onText, files, label }: Props) {
  const { t } = useTranslation('side-conversations');
  const replies = useQuery(cannedRepliesQuery).data?.items ?? [];
  const input = useRef<HTMLInputElement>(null);
  const locale = currentLocale();
  return (
    <div className="flex flex-col gap-3">
      <TextArea label={label} rows={6} required dir="auto" maxLength={8000} value={text} onChange={(event) => onText(event.target.value)} />
      <div className="flex flex-wrap items-end gap-3">
        {replies.length > 0 && (
          <SelectField
            className="min-w-48 flex-1"
            label={t('template')}
            value=""
            onChange={(event) => {
              const texts = replies.find(({ id }) => id === event.target.value)?.texts;
              const words = texts?.[locale] ?? Object.values(texts ?? {})[0];
              if (words) onText(text.trim() === '' ? words : `${text}\n\n${words}`);
            }}
          >
            <option value="">{t('chooseTemplate')}</option>
            {replies.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </SelectField>
        )}
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            files.add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Button icon={<Paperclip size={16} aria-hidden />} busy={files.busy} onClick={() => input.current?.click()}>
          {t('attach')}
        </Button>
      </div>
      {files.items.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {files.items.map(({ id, name }) => (
            <li key={id} className="flex max-w-full items-center gap-1 rounded-control border border-line ps-2 text-13">
              <span dir="auto" className="truncate">
                {name}
              </span>
              <IconButton size="small" label={t('removeFile', { name })} onClick={() => files.remove(id)}>
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
