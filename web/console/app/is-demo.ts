/** Whether this installation shows the demo shop. Asked without being signed in; anything but a clear yes is a no. */
export async function isDemo(): Promise<boolean> {
  const answer = await fetch('/api/v1/demo').catch(() => null);
  const body: unknown = answer?.ok ? await answer.json() : null;
  return typeof body === 'object' && body !== null && 'demo' in body && body.demo === true;
}
