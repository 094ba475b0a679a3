import type { Settings } from '#contracts/settings.js';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { CheckField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { LabelFields } from './label-fields.js';

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
      <CheckField label={t('organisation.ratingAsked')} checked={asked} onChange={(event) => onChange({ ratingAsked: event.target.checked })} />
      {tags.map((tag, index) => (
        <fieldset key={tag.key} className="flex flex-col gap-2 border-b border-line pb-4 last:border-b-0">
          <legend className="sr-only">{t('organisation.tag', { number: index + 1 })}</legend>
          <LabelFields
            label={tag.label}
            maxLength={40}
            removeText={t('organisation.removeTag', { number: index + 1 })}
            onChange={(label) => change(index, { label })}
            onRemove={() => onChange({ ratingTags: tags.filter((_, at) => at !== index) })}
          />
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
