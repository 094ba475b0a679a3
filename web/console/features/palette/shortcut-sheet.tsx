import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField } from '../../../ui/field.js';
import { Kbd } from '../../../ui/kbd.js';
import { choose, usePreferences } from '../../app/preferences.js';
import { LIFE_TEXTS } from '../../app/life-texts.js';
import { PANES_TEXTS } from '../../app/panes-texts.js';
import { SHORTCUTS } from '../../app/shortcuts.js';
import { useTexts } from '../../app/use-texts.js';

const GROUPS = ['everywhere', 'go', 'list', 'ticket', 'beside'] as const;

/** All keys on one sheet, and the switch for those without a modifier. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { letterKeys } = usePreferences();
  const [panes, life] = [useTexts('panes', PANES_TEXTS), useTexts('life', LIFE_TEXTS)];
  if (!panes || !life) return null;
  return (
    <Dialog open onClose={onClose} title={t('keys.title')} closeLabel={t('common:close')} size="large">
      <div className="gap-x-10 mid:columns-2">
        {GROUPS.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-12 font-medium text-muted">{group === 'beside' ? t('panes:keysGroup') : t(`keys.group.${group}`)}</h3>
            <dl>
              {SHORTCUTS[group].map(([name, keys]) => (
                <div key={name} className="flex min-h-8 items-center justify-between gap-4 border-b border-line text-13 last:border-b-0">
                  <dt>{t([`life:keys.${name}`, `panes:keys.${name}`, `keys.${name}`])}</dt>
                  <dd>
                    <Kbd keys={keys} />
                    <span className="sr-only">{keys}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <CheckField
        className="mt-6"
        label={t('keys.letters')}
        hint={t('keys.lettersHint')}
        checked={letterKeys}
        onChange={(event) => choose({ letterKeys: event.target.checked }, true)}
      />
    </Dialog>
  );
}
