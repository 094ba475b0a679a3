import type { WidgetSettings } from '#contracts/channels.js';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.js';
import { TextArea, TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';

type Keys = WidgetSettings['identityKeys'];
const MOST = 5;
const FRAME = /^-----BEGIN (RSA )?PUBLIC KEY-----[\s\S]+-----END (RSA )?PUBLIC KEY-----$/;

/** The keys by which a shop proves who is signed in, when it keeps no shared secret. */
export function IdentityKeys({ value, onChange }: { value: Keys; onChange: (keys: Keys) => void }) {
  const { t } = useTranslation('admin');
  const put = (index: number, change: Partial<Keys[number]>) => onChange(value.map((key, at) => (at === index ? { ...key, ...change } : key)));
  return (
    <SettingBlock title={t('widgets.keys')} lead={t('widgets.keysLead')}>
      {value.map((key, index) => (
        <div key={index} className="flex items-start gap-2">
          <div className="flex min-w-0 flex-1 flex-col gap-3">
            <TextField label={t('widgets.keyName')} value={key.name} required maxLength={60} onChange={(event) => put(index, { name: event.target.value })} />
            <TextArea
              label={t('widgets.keyPem')}
              hint={t('widgets.keyPemHint')}
              error={key.pem.trim() !== '' && !FRAME.test(key.pem.trim()) ? t('widgets.keyWrong') : undefined}
              dir="ltr"
              required
              maxLength={4000}
              className="font-mono text-12"
              value={key.pem}
              onChange={(event) => put(index, { pem: event.target.value })}
            />
          </div>
          <IconButton label={t('widgets.removeKey', { name: key.name })} onClick={() => onChange(value.filter((_, at) => at !== index))}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
      {value.length < MOST && (
        <Button className="self-start" icon={<Plus size={16} aria-hidden />} onClick={() => onChange([...value, { name: '', pem: '' }])}>
          {t('widgets.addKey')}
        </Button>
      )}
    </SettingBlock>
  );
}
