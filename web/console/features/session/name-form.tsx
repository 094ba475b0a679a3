import type { Me } from '#contracts/accounts.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeProfile } from '../../../client/session.data.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { useSubmit } from '../../app/use-submit.js';

/** The name customers and colleagues see. */
export function NameForm({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [name, setName] = useState(me.account.name);
  const { busy, error, onSubmit } = useSubmit(() => changeProfile({ name: name.trim() }));
  const changed = name.trim() !== '' && name.trim() !== me.account.name;
  return (
    <SettingBlock title={t('account:profile')}>
      <form onSubmit={onSubmit} className="flex items-end gap-3">
        <TextField
          className="flex-1"
          label={t('session.name')}
          hint={t('account:nameHint')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={80}
          autoComplete="name"
          error={error?.text}
        />
        <Button type="submit" busy={busy} disabled={!changed} className="mb-[1.8rem] h-9">
          {t('common:save')}
        </Button>
      </form>
    </SettingBlock>
  );
}
