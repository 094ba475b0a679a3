import type { Settings } from '#contracts/settings.js';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Button, IconButton } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';

type Tag = Settings['ratingTags'][number];
const SCORES = [1, 2, 3, 4, 5] as const;

interface Props {
  asked: boolean;
  tags: readonly Tag[];
  onChange: (change: { ratingAsked?: boolean; ratingTags?: Tag[] }) => void;
}

/** Whether customers are asked at the end of a chat, and the words each score offers. A key never changes: figures hang on it. */
export function RatingTagList({ asked, tags, onChange }: Props) {
  const { t } = useTranslation('admin');
  const change = (at: number, next: Partial<Tag>) => onChange({ ratingTags: tags.map((tag, index) => (index === at ? { ...tag, ...next } : tag)) });
  const toggle = ({ scores }: Tag, score: number) => (scores.includes(score) ? scores.filter((one) => one !== score) : [...scores, score].sort());
  return (
    <SettingBlock title={t('organisation.ratings')} lead={t('organisation.ratingsLead')}>
      <label className="flex items-center gap-2 text-13">
        <input type="checkbox" className="size-4 accent-(--accent)" checked={asked} onChange={(event) => onChange({ ratingAsked: event.target.checked })} />
        {t('organisation.ratingAsked')}
      </label>
      {tags.map((tag, index) => (
        <fieldset key={tag.key} className="flex flex-col gap-2 border-b border-line pb-4 last:border-b-0">
          <legend className="sr-only">{t('organisation.tag', { number: index + 1 })}</legend>
          <div className="flex items-end gap-2 max-mid:flex-wrap">
            {LOCALES.map((locale) => (
              <TextField
                key={locale}
                className="min-w-32 flex-1"
                label={LOCALE_NAMES[locale]}
                lang={locale}
                required
                maxLength={40}
                value={tag.label[locale] ?? ''}
                onChange={(event) => change(index, { label: { ...tag.label, [locale]: event.target.value } })}
              />
            ))}
            <IconButton
              label={t('organisation.removeTag', { number: index + 1 })}
              className="mb-0.5"
              onClick={() => onChange({ ratingTags: tags.filter((_, at) => at !== index) })}
            >
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13" role="group" aria-label={t('organisation.tagScores')}>
            <span className="text-muted">{t('organisation.tagScores')}</span>
            {SCORES.map((score) => (
              <label key={score} className="flex items-center gap-1.5">
                <input type="checkbox" className="size-4 accent-(--accent)" checked={tag.scores.includes(score)} onChange={() => change(index, { scores: toggle(tag, score) })} />
                {score}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <Button
        size="small"
        className="self-start"
        icon={<Plus size={14} aria-hidden />}
        onClick={() => onChange({ ratingTags: [...tags, { key: `tag_${Date.now().toString(36)}`, scores: [4, 5], label: {} }] })}
      >
        {t('organisation.addTag')}
      </Button>
    </SettingBlock>
  );
}
