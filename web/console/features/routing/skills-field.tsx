import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { skillsQuery } from '../../../client/routing.data.js';
import { Chosen, ChosenList, Pick } from './picker.js';

export interface Skilled {
  readonly skillId: string;
  readonly level: number;
}

export const useLevels = () => {
  const { t } = useTranslation('routing');
  return ['1', '2', '3'].map((id) => ({ id, name: t(`level.${id}`) }));
};

/** Skills, each with its level. */
export function SkillsField({ label, value, onChange }: { label: string; value: readonly Skilled[]; onChange: (value: Skilled[]) => void }) {
  const { t } = useTranslation('routing');
  const levels = useLevels();
  const skills = useQuery(skillsQuery).data?.items ?? [];
  const nameOf = (id: string) => skills.find((skill) => skill.id === id)?.name ?? '…';
  return (
    <ChosenList
      label={label}
      addLabel={t('person.addSkill')}
      empty={t(skills.length === 0 ? 'team.noSkills' : 'person.none')}
      options={skills.filter(({ id }) => value.every(({ skillId }) => skillId !== id))}
      onAdd={(skillId) => onChange([...value, { skillId, level: 2 }])}
    >
      {value.map(({ skillId, level }) => {
        const name = nameOf(skillId);
        return (
          <Chosen key={skillId} name={name} dropLabel={t('person.dropSkill', { name })} onDrop={() => onChange(value.filter((one) => one.skillId !== skillId))}>
            <Pick label={t('person.levelOf', { name })} value={String(level)} options={levels} onChange={(next) => onChange(value.map((one) => (one.skillId === skillId ? { skillId, level: Number(next) } : one)))} />
          </Chosen>
        );
      })}
    </ChosenList>
  );
}
