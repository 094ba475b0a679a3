import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField } from '../../../ui/field.js';
import { KEY_TABLE } from '../../app/key-table.js';
import { KEY_TEXTS } from '../../app/key-texts.js';
import { choose, usePreferences } from '../../app/preferences.js';
import { useTexts } from '../../app/use-texts.js';
import { KeyCaps } from './key-caps.js';
import { strokesIn } from './key-map.rules.js';

/** All keys on one sheet, as this person has them, and the switch for those without a modifier. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('keys');
  const { letterKeys, keys } = usePreferences();
  const navigate = useNavigate();
  const ready = useTexts('keys', KEY_TEXTS);
  if (!ready) return null;
  const change = () => {
    onClose();
    void navigate({ to: '/account', hash: 'keys' });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('console:rail.keys')}
      closeLabel={t('common:close')}
      size="large"
      actions={<Button onClick={change}>{t('own.open')}</Button>}
    >
      <CheckField
        className="mb-6"
        label={t('letters')}
        hint={t('lettersHint')}
        checked={letterKeys}
        onChange={(event) => choose({ letterKeys: event.target.checked }, true)}
      />
      <div className="gap-x-10 mid:columns-2">
        {Object.entries(KEY_TABLE).map(([group, names]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-12 font-medium text-muted">{t(`group.${group}`)}</h3>
            <dl>
              {Object.keys(names)
                .filter((name) => strokesIn(keys, name).length > 0 && !/^pane[234]$/.test(name))
                .map((name) => (
                  <div key={name} className="flex min-h-8 items-center justify-between gap-4 border-b border-line text-13 last:border-b-0">
                    <dt>{t(`name.${name}`)}</dt>
                    <dd>
                      <KeyCaps strokes={name === 'pane1' ? ['mod+1 2 3 4'] : strokesIn(keys, name)} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
