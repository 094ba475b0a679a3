import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../api.js';
import { proofApi } from '../proof.api.js';
import { faultOf, isCode, pauseLeft, type ProofFault } from '../proof.rules.js';
import { loadProofTexts, type ProofTexts } from '../proof.texts.js';
import { AddressFields } from './address-fields.js';
import { usePanel } from './context.js';
import type { ProofProps } from './proof.js';

/** First the address, then its code; beside the talk, never in its way. */
export function ProofCard({ id, proof }: ProofProps) {
  const { session, state, texts: { locale } } = usePanel();
  const [words, setWords] = useState<ProofTexts | null>(null);
  const [changing, setChanging] = useState(false);
  const [fault, setFault] = useState<{ is: ProofFault; count: number } | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => void loadProofTexts(locale).then(setWords), [locale]);
  if (!session || !words) return null;
  const { t } = words;
  const kinds = state.session?.settings.proofs ?? [];
  const token = session.token();

  /** One call at a time; whatever came of it, the conversation says what waits now. */
  const take = async (call: Promise<Answer<{ proof: ProofProps['proof'] }>>, kind = proof?.kind ?? 'email'): Promise<boolean> => {
    setBusy(true);
    setFault(null);
    const answer = await call;
    await session.redescribe(id);
    setBusy(false);
    if (!answer.ok) {
      const left = Number(Object(answer.data)['triesLeft'] ?? 0);
      setFault({ is: faultOf(answer.code, kind, answer.fields), count: left });
    }
    return answer.ok;
  };
  const close = () => {
    session.prove(null);
    if (proof) void take(proofApi.putAside(token, id));
  };
  const told = fault && t(`faults.${fault.is}`, { count: fault.count });
  const to = proof?.to ?? null;
  return (
    <section class="ask proof" aria-labelledby="proof-title">
      <h2 id="proof-title">{t('title')}</h2>
      {to === null || changing ? (
        <AddressFields kinds={kinds} first={proof?.kind ?? kinds[0] ?? 'email'} asked={proof?.by === 'staff'} email={state.session?.visitor.email ?? ''} words={words} busy={busy} fault={told}
          onFault={(is) => setFault({ is, count: 0 })}
          onSend={(kind, address) => void take(proofApi.begin(token, id, kind, address), kind).then((ok) => {
            if (ok) session.prove(null);
            if (ok) setChanging(false);
          })}
          onLater={changing ? () => setChanging(false) : close} />
      ) : (
        <CodeFields key={proof?.resendAt ?? ''} to={to} email={proof?.kind === 'email'} resendAt={proof?.resendAt ?? null} words={words} busy={busy} fault={told}
          onFault={(is) => setFault({ is, count: 0 })} onConfirm={(code) => take(proofApi.confirm(token, id, code))} onAgain={() => void take(proofApi.again(token, id))}
          onChange={() => {
            setFault(null);
            setChanging(true);
          }} onLater={close} />
      )}
    </section>
  );
}

interface CodeProps {
  to: string;
  email: boolean;
  resendAt: string | null;
  words: ProofTexts;
  busy: boolean;
  fault: string | null;
  onFault: (fault: ProofFault) => void;
  onConfirm: (code: string) => Promise<boolean>;
  onAgain: () => void;
  onChange: () => void;
  onLater: () => void;
}

function CodeFields({ to, email, resendAt, words: { t }, busy, fault, onFault, onConfirm, onAgain, onChange, onLater }: CodeProps) {
  const [code, setCode] = useState('');
  const [pause, setPause] = useState(() => pauseLeft(resendAt, Date.now()));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (pause === 0) return;
    const timer = setTimeout(() => setPause(pause - 1), 1000);
    return () => clearTimeout(timer);
  }, [pause]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!isCode(code)) onFault('digits');
    else if (await onConfirm(code)) return;
    field.current?.focus();
    field.current?.select();
  };
  return (
    <form noValidate onSubmit={submit}>
      <p id="proof-told" role="status"><span dir="auto">{t('sent', { to: `\u2068${to}\u2069` })}</span>{email && <small>{t('spam')}</small>}</p>
      <div class="field">
        <label for="proof-code">{t('code')}</label>
        <input id="proof-code" class="digits" ref={field} type="text" inputMode="numeric" autocomplete="one-time-code" dir="ltr" maxLength={20} value={code} aria-invalid={fault !== null}
          aria-describedby={fault ? 'proof-fault' : 'proof-told'} onInput={(event) => setCode(event.currentTarget.value)} />
        {fault && <p id="proof-fault" class="fault" role="alert">{fault}</p>}
      </div>
      <div class="buttons">
        <button type="submit" class="primary" disabled={busy}>{t('confirm')}</button>
        <button type="button" class="quiet" onClick={onLater}>{t('later')}</button>
      </div>
      <div class="links">
        <button type="button" class="link" disabled={busy || pause > 0} onClick={onAgain}>{pause > 0 ? t('againIn', { seconds: pause }) : t('again')}</button>
        <button type="button" class="link" onClick={onChange}>{t('change')}</button>
      </div>
    </form>
  );
}
