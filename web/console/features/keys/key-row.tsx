import { Pencil, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.js';
import { KeyCaps } from './key-caps.js';
import { clashes, isUsable, type OwnKeys, strokesIn, withKey, withStandard } from './key-map.rules.js';
import { useRecorder } from './use-recorder.js';

interface Props {
  name: string;
  own: OwnKeys;
  recording: boolean;
  /** Null: nothing is recorded any more. */
  onRecord: (name: string | null) => void;
  onTake: (own: OwnKeys) => void;
}

/** One key: what it is, and while another is pressed, whose place that would be. */
export function KeyRow({ name, own, recording, onRecord, onTake }: Props) {
  const { t } = useTranslation('keys');
  const [wish, setWish] = useState<string | null>(null);
  const label = t(`name.${name}`);
  const strokes = strokesIn(own, name);
  const stop = () => {
    setWish(null);
    onRecord(null);
  };
  useRecorder(recording, (stroke) => {
    if (stroke === null) return stop();
    if (isUsable(stroke) && clashes(own, name, stroke).length === 0) {
      setWish(null);
      return onTake(withKey(own, name, stroke));
    }
    setWish(stroke);
  });
  const robbed = wish === null ? [] : clashes(own, name, wish);
  return (
    <li className="border-b border-line px-3 py-1.5 text-13 last:border-b-0">
      <div className="flex min-h-7 items-center gap-2">
        <span className="min-w-0 flex-1">{label}</span>
        {recording ? (
          <span role="status" className="rounded-control bg-tint px-2 py-0.5 text-accent-text">
            {t('own.press')}
          </span>
        ) : strokes.length > 0 ? (
          <KeyCaps strokes={strokes} />
        ) : (
          <span className="text-muted">{t('noKey')}</span>
        )}
        {recording ? (
          <Button size="small" look="quiet" onClick={stop}>
            {t('common:cancel')}
          </Button>
        ) : (
          <IconButton size="small" label={t('own.change', { name: label })} onClick={() => onRecord(name)}>
            <Pencil size={14} aria-hidden />
          </IconButton>
        )}
        {recording ? null : own[name] === undefined ? (
          <IconButton size="small" label={t('own.takeOff', { name: label })} disabled={strokes.length === 0} onClick={() => onTake(withKey(own, name, ''))}>
            <X size={14} aria-hidden />
          </IconButton>
        ) : (
          <IconButton size="small" label={t('own.reset', { name: label })} onClick={() => onTake(withStandard(own, name))}>
            <RotateCcw size={14} aria-hidden />
          </IconButton>
        )}
      </div>
      {recording && wish !== null && (
        <p role="alert" className="flex flex-wrap items-center gap-2 pb-1 text-muted">
          <KeyCaps strokes={[wish]} />
          {isUsable(wish) ? t('own.taken', { names: robbed.map((other) => t(`name.${other}`)).join(' · ') }) : t('own.unusable')}
          {isUsable(wish) && (
            <Button size="small" onClick={() => onTake(withKey(own, name, wish))}>
              {t('own.take')}
            </Button>
          )}
        </p>
      )}
    </li>
  );
}
