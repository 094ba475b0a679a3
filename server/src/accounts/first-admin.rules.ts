/** The seat of the first admin until he names his own address; the domain is reserved and receives no mail (RFC 2606). */
export const FIRST_ADMIN_EMAIL = 'first-admin@aftercare.invalid';

/** Only the first admin names an address when he accepts, and he must: nobody else knows it. */
export function acceptedEmail(current: string, given: string | undefined): { ok: true; email: string } | { ok: false; code: 'required' | 'not_yours_to_change' } {
  const isFirst = current === FIRST_ADMIN_EMAIL;
  if (isFirst && given === undefined) return { ok: false, code: 'required' };
  if (!isFirst && given !== undefined && given !== current) return { ok: false, code: 'not_yours_to_change' };
  return { ok: true, email: given ?? current };
}
