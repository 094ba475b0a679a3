import type { CallWindow, PromiseGiven } from '#contracts/promises.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api.js';
import { type AwayDraft, type AwayFaults, type AwayField, faultsFrom, faultsOf, formOf } from '../away.rules.js';
import { type AwayTexts, loadAwayTexts } from '../away.texts.js';
import type { AwayProps } from './away.js';
import { AwayFields } from './away-fields.js';
import { usePanel } from './context.js';
import { Given } from './away-given.js';

/** One short form. What stands in it outlives a reload, and it is sent once however often it is tried. */
export function AwayForm({ kind, from }: AwayProps) {
  const { session, texts: { locale, t } } = usePanel();
  const [words, setWords] = useState<AwayTexts | null>(null);
  const [draft, setDraft] = useState<AwayDraft | null>(null);
  const [faults, setFaults] = useState<AwayFaults>({});
  const [failed, setFailed] = useState<'tooMany' | 'failed' | null>(null);
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<PromiseGiven | null>(null);
  const [windows, setWindows] = useState<readonly CallWindow[] | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => void loadAwayTexts(locale).then(setWords), [locale]);
  useEffect(() => setDraft(session?.awayDraft(kind) ?? null), [session, kind]);
  const askWindows = async () => {
    const answer = await api.callWindows(session?.token() ?? '');
    setWindows(answer.ok ? answer.body.items : []);
  };
  useEffect(() => {
    if (kind === 'callback') void askWindows();
  }, [kind]);
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input')?.focus({ preventScroll: true }), [words !== null && draft !== null]);

  if (!session || !words || !draft) return <div class="away" aria-busy="true" />;
  if (given) return <Given given={given} words={words} email={draft.contact.includes('@') ? draft.contact.trim() : null} onDone={() => session.leave(null)} />;

  const change = (part: Partial<AwayDraft>) => {
    // A browser fills several fields in at once, before any of them is drawn anew.
    const next = { ...(latest.current ?? draft), ...part };
    latest.current = next;
    setDraft(next);
    session.keepAwayDraft(kind, next);
  };
  const show = (wrong: AwayFaults) => {
    setFaults(wrong);
    const [first]: (string | undefined)[] = Object.keys(wrong);
    if (first) document.getElementById(`away-${first}`)?.focus();
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const wrong = faultsOf(kind, draft);
    show(wrong);
    if (busy || Object.keys(wrong).length > 0) return;
    setBusy(true);
    setFailed(null);
    const { path, body } = formOf(kind, draft, from);
    const answer = await api.leave(session.token(), path, body);
    setBusy(false);
    if (answer.ok) {
      session.keepAwayDraft(kind, null);
      await session.given(answer.body);
      return setGiven(answer.body);
    }
    const refused = faultsFrom(kind, answer.code, answer.fields ?? []);
    show(refused);
    if (answer.code === 'callback/window_gone') {
      change({ window: '' });
      await askWindows();
    } else if (Object.keys(refused).length === 0) setFailed(answer.code === 'request/too_many' ? 'tooMany' : 'failed');
  };
  const field = (name: AwayField) => ({ id: `away-${name}`, fault: faults[name] });
  return (
    <form class="away" noValidate ref={form} onSubmit={send} aria-labelledby="away-title">
      <div class="away-scroll">
        <h2 id="away-title" tabIndex={-1}>{t(`away.${kind}`)}</h2>
        <AwayFields kind={kind} draft={draft} words={words} windows={windows} field={field} onChange={change} />
        {failed && <p class="fault" role="alert">{words.t(failed)}</p>}
      </div>
      <div class="buttons away-foot">
        <button type="submit" class="primary" disabled={busy}>{words.t(`send.${kind}`)}</button>
        <button type="button" class="quiet" onClick={() => session.leave(null)}>{words.t('back')}</button>
      </div>
    </form>
  );
}
