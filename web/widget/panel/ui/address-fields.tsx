import type { ProofKind } from '#contracts/proofs.js';
import { useState } from 'preact/hooks';
import { isEmail } from '../compose.rules.js';
import type { ProofFault } from '../proof.rules.js';
import type { ProofTexts } from '../proof.texts.js';

interface Props {
  /** What this shop can send codes by. */
  kinds: readonly ProofKind[];
  first: ProofKind;
  /** Somebody of the shop asked for it. */
  asked: boolean;
  /** The address that was given before. */
  email: string;
  words: ProofTexts;
  busy: boolean;
  fault: string | null;
  onFault: (fault: ProofFault) => void;
  onSend: (kind: ProofKind, address: string) => void;
  onLater: () => void;
}

/** Where the code shall go. */
export function AddressFields({ kinds, first, asked, email, words: { t }, busy, fault, onFault, onSend, onLater }: Props) {
  const [kind, setKind] = useState(first);
  const [values, setValues] = useState({ email, phone: '' });
  const address = values[kind].trim();
  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (kind === 'email' && !isEmail(address)) return onFault('email');
    if (address === '') return onFault('phone_invalid');
    onSend(kind, address);
  };
  const input = {
    id: 'proof-address', dir: 'ltr', value: values[kind], 'aria-invalid': fault !== null, 'aria-describedby': fault ? 'proof-fault' : undefined,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) => setValues({ ...values, [kind]: event.currentTarget.value }),
  } as const;
  return (
    <form noValidate onSubmit={submit}>
      <p>{t(asked ? 'asks' : 'self')}</p>
      {kinds.length > 1 && (
        <fieldset class="solved">
          <legend>{t('by')}</legend>
          {kinds.map((one) => (
            <label key={one}>
              <input type="radio" name="proof-kind" checked={one === kind} onChange={() => setKind(one)} />
              {t(one === 'email' ? 'byEmail' : 'byPhone')}
            </label>
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for="proof-address">{t(kind)}</label>
        {kind === 'email' ? <input type="email" autocomplete="email" maxLength={254} {...input} /> : <input type="tel" autocomplete="tel" maxLength={40} {...input} />}
        {fault ? <p id="proof-fault" class="fault" role="alert">{fault}</p> : kind === 'phone' && <p class="why">{t('phoneHint')}</p>}
      </div>
      <div class="buttons">
        <button type="submit" class="primary" disabled={busy}>{t('send')}</button>
        <button type="button" class="quiet" onClick={onLater}>{t('later')}</button>
      </div>
    </form>
  );
}
