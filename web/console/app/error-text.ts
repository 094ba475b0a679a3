import i18next from 'i18next';
import { errorKey, Problem } from '../../client/problem.js';
import { showToast } from '../../ui/toast.js';

/** What went wrong, in the reader's language. Names of people in the problem's data are filled in; a text of its own may stand for when nobody is named. */
export function errorText(error: unknown): string {
  if (!(error instanceof Problem)) return i18next.t('errors:client.unexpected');
  const { winner, state } = error.data;
  const known = typeof winner === 'object' && winner !== null && 'name' in winner;
  const name = known ? winner.name : i18next.t('common:somebody');
  const standing = typeof state === 'string' ? i18next.t(`ticket.state.${state}`) : undefined;
  const seconds = error.retryAfterMs === null ? undefined : Math.ceil(error.retryAfterMs / 1000);
  return i18next.t(errorKey(error.code), { ...numbersOf(error.data), name, seconds, state: standing, ...(known ? {} : { context: 'nobody' }), defaultValue: i18next.t('errors:client.unexpected') });
}

/** Limits that the server names, such as the megabytes a file may have. */
const numbersOf = (data: Record<string, unknown>) => Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'number'));

/** Says that a change was taken back, and why. */
export function tellFailure(error: unknown, retry?: () => void): void {
  const action = retry && { label: i18next.t('common:retry'), run: retry };
  showToast({ tone: 'error', text: errorText(error), ...(action ? { action } : {}) });
}
