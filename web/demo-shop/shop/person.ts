const KEPT = 'aftercare-demo:person';

/** E-mail of the customer this browser plays, in place of the shop's own sign-in. */
export function keptPerson(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
export function keepPerson(email: string | null): void {
  try {
    if (email === null) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, email);
  } catch {
    // Private windows of some browsers refuse; the choice then lasts as long as the page.
  }
}
