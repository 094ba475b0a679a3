import { Check, Hand } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/avatar.js';
import { Badge, Count } from '../../../ui/badge.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Choices, Segments } from '../../../ui/choice.js';
import { CheckField, SelectField, TextArea, TextField } from '../../../ui/field.js';
import { Kbd } from '../../../ui/kbd.js';
import { Meter } from '../../../ui/meter.js';
import { PresenceDot } from '../../../ui/presence-dot.js';
import { KitPart } from './kit-part.js';

const LOOKS = ['primary', 'plain', 'quiet', 'danger', 'note'] as const;
const PRESENCES = ['online', 'busy', 'away', 'offline'] as const;

export function KitControls() {
  const { t } = useTranslation('kit');
  const [choice, setChoice] = useState<'primary' | 'plain' | 'quiet'>('primary');
  const options = (['primary', 'plain', 'quiet'] as const).map((value) => ({ value, label: t(`button.${value}`) }));
  return (
    <>
      <KitPart title={t('part.buttons')}>
        <div className="flex flex-wrap items-center gap-2">
          {LOOKS.map((look) => (
            <Button key={look} look={look}>
              {t(`button.${look}`)}
            </Button>
          ))}
          <Button look="primary" busy>
            {t('button.busy')}
          </Button>
          <Button look="primary" disabled>
            {t('button.off')}
          </Button>
          <Button size="small" icon={<Hand size={14} aria-hidden />}>
            {t('button.small')}
          </Button>
          <Button size="large">{t('button.large')}</Button>
          <IconButton label={t('button.plain')} tipKey="R">
            <Check size={16} aria-hidden />
          </IconButton>
          <Kbd keys="Mod+K" />
        </div>
      </KitPart>
      <KitPart title={t('part.fields')}>
        <div className="grid gap-4 mid:grid-cols-2">
          <TextField label={t('field.name')} hint={t('field.hint')} defaultValue={t('sample.person')} />
          <TextField label={t('field.name')} error={t('field.wrong')} />
          <SelectField label={t('field.reason')}>
            <option>{t('button.primary')}</option>
          </SelectField>
          <TextField label={t('field.name')} disabled defaultValue={t('sample.person')} />
          <TextArea label={t('field.text')} placeholder={t('field.hint')} />
          <CheckField label={t('field.check')} hint={t('field.hint')} defaultChecked />
        </div>
      </KitPart>
      <KitPart title={t('part.choices')}>
        <div className="flex flex-col gap-4">
          <Segments label={t('field.reason')} value={choice} options={options} onChange={setChoice} />
          <Choices label={t('field.reason')} value={choice} options={options} onChange={setChoice} />
        </div>
      </KitPart>
      <KitPart title={t('part.small')}>
        <div className="flex flex-wrap items-center gap-2.5">
          {(['neutral', 'accent', 'amber', 'red', 'green', 'blue'] as const).map((tone) => (
            <Badge key={tone} tone={tone} icon={<Check size={12} aria-hidden />}>
              {t('sample.team')}
            </Badge>
          ))}
          <Count value={3} label="3" strong />
          <Count value={120} label="120" strong />
          {PRESENCES.map((presence) => (
            <Avatar key={presence} name={t('sample.person')} size={32} presence={presence} />
          ))}
          {PRESENCES.map((presence) => (
            <PresenceDot key={presence} state={presence} />
          ))}
          <Meter value={3} max={5} label="3/5" />
          <Meter value={6} max={5} label="6/5" />
        </div>
      </KitPart>
    </>
  );
}
