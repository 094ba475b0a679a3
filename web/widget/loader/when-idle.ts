/** Runs once the page has loaded and is idle; two seconds later at the latest. */
export function whenIdle(win: Window, signal: AbortSignal, work: () => void): void {
  const run = () => signal.aborted || work();
  // Safari has no idle callback.
  const wait = () => (win.requestIdleCallback ?? win.setTimeout)(run, { timeout: 2000 });
  if (win.document.readyState === 'complete') wait();
  else win.addEventListener('load', wait, { signal });
}
