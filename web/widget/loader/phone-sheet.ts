/** Full-screen behaviour on phones: the page behind stands still, the back button closes, the keyboard covers nothing. */
export function createSheet(win: Window, frame: HTMLElement, marker: string, signal: AbortSignal, onBack: () => void) {
  const page = win.document.documentElement.style;
  const viewport = win.visualViewport;
  let before: string | null = null;

  const marked = () => Object(win.history.state).aftercare === marker;
  const fit = () => {
    const { height, offsetTop } = viewport ?? {};
    frame.style.cssText = before === null ? '' : `height:${height}px;top:${offsetTop}px`;
  };
  const set = (overflow: string, kept: string | null) => {
    page.overflow = overflow;
    before = kept;
    fit();
  };
  viewport?.addEventListener('resize', fit, { signal });
  viewport?.addEventListener('scroll', fit, { signal });
  win.addEventListener('popstate', () => before !== null && !marked() && onBack(), { signal });

  return (on: boolean) => {
    if (on === (before !== null)) return;
    // The widget hangs beside the body, so the sheet itself stays alive.
    win.document.body.inert = on;
    if (on) win.history.pushState({ ...Object(win.history.state), aftercare: marker }, '');
    set(on ? 'hidden' : (before ?? ''), on ? page.overflow : null);
    if (!on && marked()) win.history.back();
  };
}
