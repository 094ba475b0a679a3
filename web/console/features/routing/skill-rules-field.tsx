import type { SkillRule } from '#contracts/routing.js';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { skillsQuery } from '../../../client/routing.data.js';
import { TYPES } from '../../../client/ticket-life.data.js';
import { Button, IconButton } from '../../../ui/button.js';
import { LIFE_TEXTS } from '../../app/life-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { CONTROL, Pick } from './picker.js';
import { useLevels } from './skills-field.js';

/** Which tickets of a team need which skill. */
export function SkillRulesField({ value, onChange }: { value: readonly SkillRule[]; onChange: (value: SkillRule[]) => void }) {
  const { t } = useTranslation('routing');
  const worded = useTexts('life', LIFE_TEXTS);
  const levels = useLevels();
  const skills = useQuery(skillsQuery).data?.items ?? [];
  const first = skills[0];
  const put = (place: number, change: Partial<SkillRule>) => onChange(value.map((rule, at) => (at === place ? { ...rule, ...change } : rule)));
  return (
    <fieldset className="min-w-0">
      <legend className="text-13 font-medium">{t('team.skillRules')}</legend>
      <p className="mb-2 text-13 text-muted">{first ? t('team.skillRulesLead') : t('team.noSkills')}</p>
      <ul className="flex flex-col gap-2">
        {worded &&
          value.map((rule, place) => {
            const name = skills.find(({ id }) => id === rule.skillId)?.name ?? '…';
            return (
              <li key={place} className="flex flex-wrap items-center gap-2 border-s-2 border-line ps-3">
                <Pick
                  label={t('team.types')}
                  className="w-36"
                  value={rule.types[0] ?? ''}
                  options={[{ id: '', name: t('team.anyType') }, ...TYPES.map((id) => ({ id, name: t(`life:type.${id}`) }))]}
                  onChange={(id) => put(place, { types: TYPES.filter((type) => type === id) })}
                />
                <Tags label={t('team.tags')} hint={t('team.tagsHint')} value={rule.tags} onChange={(tags) => put(place, { tags })} />
                <Pick label={t('team.skill')} className="w-44" value={rule.skillId} options={skills} onChange={(skillId) => put(place, { skillId })} />
                <Pick label={t('team.level')} value={String(rule.level)} options={levels} onChange={(level) => put(place, { level: Number(level) })} />
                <IconButton label={t('team.dropRule', { name })} onClick={() => onChange(value.filter((_, at) => at !== place))}>
                  <X size={16} aria-hidden />
                </IconButton>
              </li>
            );
          })}
      </ul>
      {first && (
        <Button size="small" className="mt-2" icon={<Plus size={14} aria-hidden />} disabled={value.length >= 50} onClick={() => onChange([...value, { types: [], tags: [], skillId: first.id, level: 1 }])}>
          {t('team.addRule')}
        </Button>
      )}
    </fieldset>
  );
}

function Tags({ label, hint, value, onChange }: { label: string; hint: string; value: readonly string[]; onChange: (tags: string[]) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      aria-label={label}
      placeholder={`${label} · ${hint}`}
      dir="auto"
      autoComplete="off"
      className={`${CONTROL} w-48 flex-1`}
      value={typed ?? value.join(', ')}
      onBlur={() => setTyped(null)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange([...new Set(target.value.split(/[,，、]/u).map((tag) => tag.trim().toLowerCase()).filter(Boolean))].slice(0, 20));
      }}
    />
  );
}
