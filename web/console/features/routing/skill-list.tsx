import type { Skill } from '#contracts/routing.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeSkill } from '../../../client/routing.data.js';
import { Button } from '../../../ui/button.js';
import Confirm from '../../../ui/confirm.js';
import { Table } from '../../../ui/table.js';
import { useChange } from '../../app/use-change.js';

/** What colleagues can be good at. */
export function SkillList({ skills, onRename }: { skills: readonly Skill[]; onRename: (skill: Skill) => void }) {
  const { t } = useTranslation('routing');
  const { change } = useChange(['routing']);
  const [leaving, setLeaving] = useState<Skill | null>(null);
  return (
    <>
      <Table
        empty={t('skill.none')}
        columns={[{ label: t('skill.skill') }, { label: t('skill.people'), end: true }, { label: <span className="sr-only">{t('skill.rename')}</span>, end: true }]}
        rows={skills.map((skill) => ({
          key: skill.id,
          cells: [
            <span dir="auto" className="font-medium">
              {skill.name}
            </span>,
            skill.people,
            <span className="inline-flex gap-2">
              <Button size="small" aria-label={t('skill.renameOf', { name: skill.name })} onClick={() => onRename(skill)}>
                {t('skill.rename')}
              </Button>
              <Button size="small" look="quiet" aria-label={t('skill.deleteOf', { name: skill.name })} onClick={() => setLeaving(skill)}>
                {t('skill.delete')}
              </Button>
            </span>,
          ],
        }))}
      />
      {leaving && (
        <Confirm
          title={t('skill.deleteTitle', { name: leaving.name })}
          text={t('skill.deleteText')}
          confirmLabel={t('skill.delete')}
          cancelLabel={t('common:cancel')}
          onConfirm={() => void change(() => removeSkill(leaving.id))}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}
