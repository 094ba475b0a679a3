import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton, Button } from '../../../ui/button.js';
import { CheckField } from '../../../ui/field.js';
import { SettingBlock, SettingRow } from '../../../ui/setting.js';
import { type AlertKind, ALERT_KINDS } from '../../app/alerts/alert.rules.js';
import { play, TONES } from '../../app/alerts/tones.js';
import { choose, type Preferences, QUIET_TIMES, usePreferences } from '../../app/preferences.js';

const KEYS = {
  offer: ['toneOffer', 'desktopOffer'],
  waiting: ['toneWaiting', 'desktopWaiting'],
  message: ['toneMessage', 'desktopMessage'],
  late: ['toneLate', 'desktopLate'],
} as const satisfies Record<AlertKind, readonly [keyof Preferences, keyof Preferences]>;
const SELECT = 'h-8 rounded-control border border-line-strong bg-surface px-2 text-13';
const VOLUMES = [0, 20, 40, 60, 80, 100] as const;
type Permission = NotificationPermission | 'none';
// Browsers offer neither on pages that came unencrypted.
const permissionNow = (): Permission => (typeof Notification === 'undefined' || !window.isSecureContext ? 'none' : Notification.permission);

/** What rings, how, and when it must not. */
export function AlertSettings() {
  const { t } = useTranslation('account');
  const chosen = usePreferences();
  const [permission, setPermission] = useState(permissionNow);
  const ask = () => void Notification.requestPermission().then(setPermission);
  const test = (kind: AlertKind) => {
    const tone = TONES.find((known) => known === chosen[KEYS[kind][0]]);
    if (tone) play(tone, chosen.volume);
  };
  return (
    <SettingBlock title={t('alerts.title')} lead={t('alerts.lead')}>
      <SettingRow label={t('alerts.desktop')} hint={t(`alerts.permission.${permission}`)}>
        {permission === 'default' && <Button onClick={ask}>{t('alerts.allow')}</Button>}
      </SettingRow>
      <table className="w-full border-collapse text-13">
        <thead>
          <tr className="text-start text-12 text-muted">
            <th scope="col" className="border-b border-line py-1.5 text-start font-medium">{t('alerts.event')}</th>
            <th scope="col" className="border-b border-line py-1.5 text-start font-medium">{t('alerts.sound')}</th>
            <th scope="col" className="border-b border-line py-1.5 text-center font-medium">{t('alerts.outside')}</th>
          </tr>
        </thead>
        <tbody>
          {ALERT_KINDS.map((kind) => {
            const [tone, desktop] = KEYS[kind];
            const label = t(`alerts.kind.${kind}`);
            return (
              <tr key={kind} className="border-b border-line last:border-b-0">
                <th scope="row" className="py-2 pe-3 text-start text-14 font-normal">{label}</th>
                <td className="py-2">
                  <span className="flex items-center gap-1.5">
                    <select aria-label={t('alerts.soundOf', { event: label })} className={SELECT} value={chosen[tone]} onChange={(event) => {
                      const value = [...TONES, 'none' as const].find((known) => known === event.target.value);
                      if (value) choose({ [tone]: value }, true);
                    }}>
                      {[...TONES, 'none'].map((value) => (
                        <option key={value} value={value}>{t(`alerts.tone.${value}`)}</option>
                      ))}
                    </select>
                    <IconButton label={t('alerts.test', { event: label })} size="small" disabled={chosen[tone] === 'none'} onClick={() => test(kind)}>
                      <Play size={14} aria-hidden />
                    </IconButton>
                  </span>
                </td>
                <td className="py-2 text-center">
                  <input type="checkbox" className="size-4 accent-accent" aria-label={t('alerts.outsideOf', { event: label })} checked={chosen[desktop]} onChange={(event) => choose({ [desktop]: event.target.checked }, true)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <SettingRow label={t('alerts.volume')}>
        <span className="flex items-center gap-3">
          <input type="range" min={0} max={100} step={20} aria-label={t('alerts.volume')} className="w-40 accent-accent" value={chosen.volume}
            onChange={(event) => choose({ volume: VOLUMES.find((known) => known === Number(event.target.value)) ?? 60 }, true)} />
          <span className="tabular w-10 text-end text-13 text-muted">{chosen.volume}%</span>
        </span>
      </SettingRow>
      <CheckField label={t('alerts.letters')} hint={t('alerts.lettersHint')} checked={chosen.noticeLetters} onChange={(event) => choose({ noticeLetters: event.target.checked }, true)} />
      <CheckField label={t('alerts.quiet')} hint={t('alerts.quietHint')} checked={chosen.quiet} onChange={(event) => choose({ quiet: event.target.checked }, true)} />
      {chosen.quiet && (
        <SettingRow label={t('alerts.quietSpan')}>
          <span className="flex items-center gap-2 text-13">
            {(['quietFrom', 'quietTo'] as const).map((end) => (
              <select key={end} aria-label={t(`alerts.${end}`)} className={SELECT} value={chosen[end]} onChange={(event) => choose({ [end]: event.target.value }, true)}>
                {QUIET_TIMES.map((time) => (
                  <option key={time}>{time}</option>
                ))}
              </select>
            ))}
          </span>
        </SettingRow>
      )}
    </SettingBlock>
  );
}
