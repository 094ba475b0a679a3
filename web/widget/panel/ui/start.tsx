import { useState } from 'preact/hooks';
import { isEmail, isWhole } from '../compose.rules.js';
import { standing, usual, word } from '../hours.rules.js';
import { keptGreeting } from '../session.js';
import { NEW } from '../state.js';
import { Ways } from './away.js';
import { usePanel } from './context.js';
import { useNow } from './use-now.js';

/** How a new conversation begins: a greeting, then either the short form or the common questions. */
export function Start({ asking }: { asking: boolean }) {
  const { state, texts, session } = usePanel();
  const { t, locale } = texts;
  const availability = state.session?.availability;
  const now = useNow();
  const told = availability && word(availability, new Date(now), texts);
  const soon = availability && usual(availability, locale);
  const settings = state.session?.settings;
  const questions = settings?.quickQuestions ?? [];
  return (
    <div class="start">
      <p class="bubble theirs" dir="auto">{settings?.greeting || session?.kept.get(keptGreeting(locale)) || t('start.greeting')}</p>
      {told && <p class="bubble theirs" dir="auto">{told}</p>}
      {soon && <p class="line usual">{t('start.usual', { time: soon })}</p>}
      {asking && <PreChatForm />}
      {availability && standing(availability) !== 'here' && <Ways />}
      {!asking && questions.length > 0 && (
        <div class="questions" role="group" aria-label={t('start.questions')}>
          {questions.map(({ label, text }) => (
            <button key={label} type="button" dir="auto" onClick={() => (isWhole(text) ? session?.write(NEW, text) : session?.prepare(text))}>{label}</button>
          ))}
        </div>
      )}
    </div>
  );
}

type FieldKey = 'name' | 'email' | 'topic';
type Fault = 'form.missing' | 'form.badEmail';
const INPUTS = {
  name: { type: 'text', autocomplete: 'name', maxLength: 80 },
  email: { type: 'email', autocomplete: 'email', maxLength: 254 },
  topic: { type: 'text', autocomplete: 'off', maxLength: 120 },
} as const;

function PreChatForm() {
  const { state, texts: { t }, session } = usePanel();
  const { fields = [], skippable = true } = state.session?.settings.preChat ?? {};
  const [values, setValues] = useState<Partial<Record<FieldKey, string>>>({ name: state.session?.visitor.name ?? '' });
  const [faults, setFaults] = useState<Partial<Record<FieldKey, Fault>>>({});
  const [busy, setBusy] = useState(false);

  const begin = async (event: Event) => {
    event.preventDefault();
    const given = fields.map(({ key, required }) => ({ key, required, value: (values[key] ?? '').trim() }));
    const wrong = given.flatMap(({ key, required, value }): [FieldKey, Fault][] => {
      if (required && value === '') return [[key, 'form.missing']];
      return key === 'email' && value !== '' && !isEmail(value) ? [[key, 'form.badEmail']] : [];
    });
    setFaults(Object.fromEntries(wrong));
    if (wrong.length > 0) return document.getElementById(`form-${wrong[0]?.[0]}`)?.focus();
    setBusy(true);
    await session?.introduce(Object.fromEntries(given.filter(({ value }) => value !== '').map(({ key, value }) => [key, value])));
    setBusy(false);
  };
  return (
    <form class="form" noValidate onSubmit={begin} aria-labelledby="form-title">
      <h2 id="form-title">{t('form.title')}</h2>
      {fields.map(({ key, required }) => {
        const fault = faults[key];
        return (
          <div key={key} class="field">
            <label for={`form-${key}`}>
              {t(`form.${key}`)} {!required && <small>{t('form.optional')}</small>}
            </label>
            <input id={`form-${key}`} dir="auto" {...INPUTS[key]} value={values[key] ?? ''} required={required} aria-invalid={fault !== undefined}
              aria-describedby={fault ? `fault-${key}` : undefined} onInput={(event) => setValues({ ...values, [key]: event.currentTarget.value })} />
            {fault && <p id={`fault-${key}`} class="fault">{t(fault)}</p>}
          </div>
        );
      })}
      <p class="why">{t('form.why')}</p>
      <div class="buttons">
        <button type="submit" class="primary" disabled={busy}>{t('form.begin')}</button>
        {skippable && <button type="button" class="quiet" onClick={() => session?.introduce(null)}>{t('form.skip')}</button>}
      </div>
    </form>
  );
}
