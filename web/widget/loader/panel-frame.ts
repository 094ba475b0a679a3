import type { ToPanel } from '../bridge.js';

/** A frame that has not said hello by then is reported: blocked by the shop's policy, or our server cannot be reached. */
const HELLO_WITHIN_MS = 15_000;

/** A message of the panel; `t` says what, see `ToLoader`. */
type Hear = (t: unknown, name: string, value: unknown) => void;

/**
 * The panel's iframe and the pinned line to it: we speak only to our own origin and hear only this frame, from that origin,
 * with this boot's nonce. Nothing is requested before `load`. A frame that was moved in the page reloads and says hello again.
 */
export function prepareFrame(win: Window, base: string, key: string, signal: AbortSignal, onMessage: Hear, onSilence: () => void) {
  const nonce = String(win.crypto.getRandomValues(new Uint32Array(4)));
  const frame = win.document.createElement('iframe');
  let greeted = false;

  const hear = (event: MessageEvent) => {
    if (event.origin !== base || !event.source || event.source !== frame.contentWindow) return;
    const { n, t, name, value } = Object(event.data);
    if (n !== nonce) return;
    greeted = true;
    onMessage(t, String(name), value);
  };
  win.addEventListener('message', hear, { signal });

  return {
    frame,
    load(place: Element, locale: string) {
      if (frame.src) return;
      frame.src = `${base}/widget/v1/panel?key=${encodeURIComponent(key)}#n=${nonce}&o=${win.location.origin}&l=${locale}`;
      place.append(frame);
      win.setTimeout(() => greeted || signal.aborted || onSilence(), HELLO_WITHIN_MS);
    },
    /** False while the panel has not said hello: it then learns everything by `init`. */
    say(message: ToPanel) {
      if (greeted) frame.contentWindow?.postMessage({ ...message, n: nonce }, base);
      return greeted;
    },
  };
}
