import type { CallWindow } from '#contracts/promises.js';
import type { ComponentChildren } from 'preact';
import { type AwayDraft, type AwayFault, type AwayField, type AwayKind, byDay, REMEDIES, SEVERITIES } from '../away.rules.js';
import type { AwayTexts } from '../away.texts.js';
import { clockTime, dayAhead } from '../dates.js';
import { usePanel } from './context.js';

interface Props {
  kind: AwayKind;
  draft: AwayDraft;
  words: AwayTexts;
  /** Null: not known yet. */
  windows: readonly CallWindow[] | null;
  field: (name: AwayField) => { id: string; fault: AwayFault | undefined };
  onChange: (part: Partial<AwayDraft>) => void;
}

/** The fields of a form, each with its fault beside it. */
export function AwayFields({ kind, draft, words, windows, field, onChange }: Props) {
  const { texts } = usePanel();
  const { t } = words;
  const frame = (name: AwayField, label: string, hint: string | null, control: (props: Control) => ComponentChildren) => <Field key={name} {...field(name)} label={label} hint={hint} words={words} control={control} />;
  return (
    <>
      {kind === 'callback' && (
        <>
          {frame('phone', t('phone'), t('phoneHint'), (props) => (
            <input {...props} type="tel" inputMode="tel" autocomplete="tel" dir="ltr" maxLength={40} value={draft.phone} onInput={(event) => onChange({ phone: event.currentTarget.value })} />
          ))}
          {frame('window', t('window'), windows?.length === 0 ? t('noWindows') : t('windowHint'), (props) => (
            <select {...props} value={draft.window} disabled={!windows || windows.length === 0} onChange={(event) => onChange({ window: event.currentTarget.value })}>
              <option value="">{t('soon')}</option>
              {byDay(windows ?? []).map(({ day, windows: ofDay }) => (
                <optgroup key={day} label={dayAhead(ofDay[0]?.from ?? '', texts)}>
                  {ofDay.map(({ from, to }) => (
                    <option key={to} value={`${from} ${to}`}>{`${clockTime(from, texts)} – ${clockTime(to, texts)}`}</option>
                  ))}
                </optgroup>
              ))}
            </select>
          ))}
        </>
      )}
      {frame('text', t(`text.${kind}`), null, (props) => (
        <textarea {...props} rows={kind === 'callback' ? 2 : 4} dir="auto" maxLength={kind === 'callback' ? 2000 : 8000} value={draft.text} onInput={(event) => onChange({ text: event.currentTarget.value })} />
      ))}
      {kind === 'complaint' && (
        <>
          {frame('remedy', t('remedy'), null, (props) => (
            <select {...props} value={draft.remedy} onChange={(event) => onChange({ remedy: REMEDIES.find((one) => one === event.currentTarget.value) ?? '' })}>
              <option value="" disabled>{t('choose')}</option>
              {REMEDIES.map((one) => <option key={one} value={one}>{t(`remedies.${one}`)}</option>)}
            </select>
          ))}
          {frame('severity', t('severity'), null, (props) => (
            <select {...props} value={draft.severity} onChange={(event) => onChange({ severity: SEVERITIES.find((one) => one === event.currentTarget.value) ?? '' })}>
              <option value="" disabled>{t('choose')}</option>
              {SEVERITIES.map((one) => <option key={one} value={one}>{t(`severities.${one}`)}</option>)}
            </select>
          ))}
        </>
      )}
      {kind !== 'callback' &&
        frame('contact', t('contact'), t('contactHint'), (props) => (
          <input {...props} type="text" inputMode="email" autocomplete="email" autocapitalize="off" spellcheck={false} dir="auto" maxLength={254} value={draft.contact} onInput={(event) => onChange({ contact: event.currentTarget.value })} />
        ))}
    </>
  );
}

interface Control {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}
interface FieldProps {
  id: string;
  label: string;
  hint: string | null;
  fault: AwayFault | undefined;
  words: AwayTexts;
  control: (props: Control) => ComponentChildren;
}

function Field({ id, label, hint, fault, words, control }: FieldProps) {
  const told = fault ? `${id}-fault` : hint ? `${id}-hint` : undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {control({ id, 'aria-invalid': fault !== undefined, 'aria-describedby': told })}
      {fault ? <p id={`${id}-fault`} class="fault">{words.t(`faults.${fault}`)}</p> : hint && <p id={`${id}-hint`} class="why">{hint}</p>}
    </div>
  );
}
