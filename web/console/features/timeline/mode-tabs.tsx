import { useTranslation } from 'react-i18next';
import { keysOf } from '../../app/keys.js';
import { cx } from '../../../ui/class-names.js';
import type { Mode } from './drafts.js';

/** Reply or internal note: two buttons that say which one is on. */
export function ModeTabs({ mode, modes, onMode }: { mode: Mode; modes: readonly Mode[]; onMode: (mode: Mode) => void }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('timeline:composer.mode')} className="flex gap-1">
      {modes.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={mode === value}
          data-tip={t(`timeline:composer.${value}Tip`)}
          data-tip-key={keysOf(value)}
          data-tip-side="top"
          onClick={() => onMode(value)}
          className={cx(
            'h-7 rounded-control px-2 text-13 font-medium',
            mode !== value && 'text-muted hover:bg-press hover:text-text',
            mode === value && (value === 'note' ? 'bg-amber-line text-text' : 'bg-press text-text'),
          )}
        >
          {t(`timeline:composer.${value}`)}
        </button>
      ))}
    </div>
  );
}
