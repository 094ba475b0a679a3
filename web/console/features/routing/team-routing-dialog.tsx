import type { RoutingMethod, SkillRule, TeamRouting } from '#contracts/routing.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { changeTeamRouting } from '../../../client/routing.data.js';
import { Button } from '../../../ui/button.js';
import { Segments } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField, TextField } from '../../../ui/field.js';
import { StaleError } from '../../app/stale-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { SkillRulesField } from './skill-rules-field.js';

const METHODS = ['manual', 'round_robin', 'least_load'] as const satisfies readonly RoutingMethod[];
const minutesOf = (form: FormData, name: string): number | null => (fieldOf(form, name) === '' ? null : Number(fieldOf(form, name)));

/** One team: the method, what its tickets need, and what happens when nobody fits or somebody is away. */
export function TeamRoutingDialog({ routing, onClose, onReload }: { routing: TeamRouting; onClose: () => void; onReload: () => void }) {
  const { t } = useTranslation('routing');
  const [method, setMethod] = useState<RoutingMethod>(routing.method);
  const [skillRules, setSkillRules] = useState<readonly SkillRule[]>(routing.skillRules);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const body = { method, byLanguage: form.get('language') !== null, skillRules: [...skillRules], fallbackMinutes: minutesOf(form, 'fallback'), giveBackMinutes: minutesOf(form, 'giveBack') };
    await changeTeamRouting(routing.team.id, body, routing.version);
    await queryClient.invalidateQueries({ queryKey: ['routing'] });
    onClose();
  });
  const minutes = (name: string, label: string, hint: string, value: number | null) => (
    <TextField label={t('team.inMinutes', { label })} hint={hint} name={name} type="number" inputMode="numeric" min={1} max={10_080} defaultValue={value ?? ''} />
  );
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={t('team.title', { name: routing.team.name })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="team-routing" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="team-routing" onSubmit={onSubmit} className="flex flex-col gap-5">
        <div className="flex flex-col gap-1.5">
          <Segments label={t('team.method')} value={method} options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))} onChange={setMethod} />
          <p className="text-13 text-muted">{t(`methodHint.${method}`)}</p>
        </div>
        <CheckField label={t('team.byLanguageField')} name="language" defaultChecked={routing.byLanguage} />
        <SkillRulesField value={skillRules} onChange={setSkillRules} />
        <div className="grid items-start gap-4 mid:grid-cols-2">
          {minutes('fallback', t('team.fallbackField'), t('team.fallbackHint'), routing.fallbackMinutes)}
          {minutes('giveBack', t('team.giveBackField'), t('team.giveBackHint'), routing.giveBackMinutes)}
        </div>
        <StaleError error={error} onReload={onReload} />
      </form>
    </Dialog>
  );
}
