import type { ProofKind } from '#contracts/proofs.js';

export type ProofFault = 'email' | 'phone_invalid' | 'phone_country' | 'phone_costly' | 'digits' | 'wrong' | 'over' | 'tooMany' | 'gone' | 'failed';

/** Six digits, with blanks or dashes between them as letters and people write them; full-width ones count. */
export const isCode = (typed: string): boolean => /^\d{6}$/.test(typed.normalize('NFKC').replace(/[\s\u200e\u200f\u2066-\u2069-]/g, ''));

const PHONES: readonly string[] = ['phone_invalid', 'phone_country', 'phone_costly'] satisfies ProofFault[];
const isPhoneFault = (code: string): code is 'phone_invalid' | 'phone_country' | 'phone_costly' => PHONES.includes(code);

/** What to tell of a refusal. */
export function faultOf(code: string, kind: ProofKind, fields: readonly { code: string }[] = []): ProofFault {
  if (code === 'proof/code_wrong') return 'wrong';
  if (code === 'proof/code_over') return 'over';
  if (code === 'request/too_many') return 'tooMany';
  if (code === 'proof/none_open') return 'gone';
  if (code !== 'request/invalid') return 'failed';
  const named = fields.map((field) => field.code).find(isPhoneFault);
  return named ?? (kind === 'email' ? 'email' : 'phone_invalid');
}

const LONGEST_PAUSE_S = 30;
/** Seconds until another code may be asked for; a clock that is set wrong waits no longer than the pause. */
export const pauseLeft = (resendAt: string | null, now: number): number =>
  resendAt === null ? 0 : Math.min(LONGEST_PAUSE_S, Math.max(0, Math.ceil((Date.parse(resendAt) - now) / 1000)));
