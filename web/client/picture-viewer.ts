export interface ViewedPicture {
  readonly name: string;
  /** Null when it may not be seen any more. */
  readonly url: () => Promise<string | null>;
}
export interface ViewerTexts {
  readonly label: string;
  readonly close: string;
  readonly previous: string;
  readonly next: string;
  readonly gone: string;
  /** "2 of 5" */
  readonly place: (at: number, of: number) => string;
}

const STYLE = `
.pv{position:fixed;inset:0;z-index:2147483000;inline-size:100%;block-size:100%;max-inline-size:none;max-block-size:none;margin:0;padding:0;border:0;background:#0d0f0ef2;color:#fff;overflow:hidden;font:14px/1.4 system-ui,sans-serif;touch-action:none}
.pv::backdrop{background:#0d0f0ecc}
.pv img{position:absolute;inset:0;margin:auto;max-inline-size:100%;max-block-size:100%;object-fit:contain;cursor:zoom-in;transition:transform .15s ease-out;user-select:none;-webkit-user-drag:none}
.pv img.big{cursor:grab}
.pv p{position:absolute;inset:auto 0 0;margin:0;padding:12px 16px;text-align:center;background:linear-gradient(#0000,#000a);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.pv button{position:absolute;inline-size:44px;block-size:44px;border:0;border-radius:50%;background:#0008;color:#fff;display:grid;place-items:center;cursor:pointer;padding:0}
.pv button:hover{background:#000c}.pv button:focus-visible{outline:2px solid #fff;outline-offset:-3px}
.pv button[hidden]{display:none}
.pv svg{inline-size:22px;block-size:22px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.pv .x{inset-block-start:8px;inset-inline-end:8px}.pv .l{inset-block:0;margin:auto;left:8px}.pv .r{inset-block:0;margin:auto;right:8px}
@media(prefers-reduced-motion:reduce){.pv img{transition:none}}`;
const SHAPES = { x: 'M18 6 6 18M6 6l12 12', l: 'm15 18-6-6 6-6', r: 'm9 18 6-6-6-6' };
const SWIPE = 48;
const MOST_ZOOM = 4;

/**
 * Shows pictures large: arrows and swipes go on, a click or the wheel comes closer, Escape or the cross closes. One for
 * console and widget, so it is made of nothing but the browser; it comes with the first picture that is opened.
 */
export function openViewer(pictures: readonly ViewedPicture[], start: number, texts: ViewerTexts): void {
  const before = document.activeElement;
  const dialog = document.createElement('dialog');
  dialog.className = 'pv';
  dialog.setAttribute('aria-label', texts.label);
  const style = document.createElement('style');
  style.textContent = STYLE;
  const image = document.createElement('img');
  const caption = document.createElement('p');
  caption.setAttribute('aria-live', 'polite');
  caption.dir = 'auto';
  let at = start;
  let zoom = 1;
  let shift = { x: 0, y: 0 };
  let grip: { id: number; x: number; y: number; moved: boolean } | null = null;

  const place = () => {
    image.style.transform = `translate(${shift.x}px,${shift.y}px) scale(${zoom})`;
    image.classList.toggle('big', zoom > 1);
  };
  const closer = (to: number) => {
    zoom = Math.min(MOST_ZOOM, Math.max(1, to));
    if (zoom === 1) shift = { x: 0, y: 0 };
    place();
  };
  const show = async (index: number) => {
    at = (index + pictures.length) % pictures.length;
    const picture = pictures[at];
    if (!picture) return;
    closer(1);
    caption.textContent = pictures.length > 1 ? `${texts.place(at + 1, pictures.length)} · ${picture.name}` : picture.name;
    image.alt = picture.name;
    image.removeAttribute('src');
    const url = await picture.url();
    if (pictures[at] !== picture) return;
    if (url) image.src = url;
    else caption.textContent = texts.gone;
  };
  const button = (kind: keyof typeof SHAPES, label: string, run: () => void) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = kind;
    made.setAttribute('aria-label', label);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', SHAPES[kind]);
    svg.append(path);
    made.append(svg);
    made.onclick = run;
    return made;
  };
  const [close, left, right] = [
    button('x', texts.close, () => dialog.close()),
    button('l', texts.previous, () => void show(at - 1)),
    button('r', texts.next, () => void show(at + 1)),
  ];
  left.hidden = right.hidden = pictures.length < 2;

  dialog.onkeydown = (event) => {
    // The page behind has keys of its own.
    event.stopPropagation();
    if (event.key === 'ArrowLeft') void show(at - 1);
    else if (event.key === 'ArrowRight') void show(at + 1);
    else if (event.key === '+') closer(zoom * 1.5);
    else if (event.key === '-') closer(zoom / 1.5);
  };
  dialog.onwheel = (event) => {
    event.preventDefault();
    closer(zoom * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
  };
  image.onpointerdown = (event) => {
    event.preventDefault();
    image.setPointerCapture(event.pointerId);
    grip = { id: event.pointerId, x: event.clientX - shift.x, y: event.clientY - shift.y, moved: false };
  };
  image.onpointermove = (event) => {
    if (!grip || grip.id !== event.pointerId) return;
    const next = { x: event.clientX - grip.x, y: event.clientY - grip.y };
    if (Math.abs(next.x - shift.x) + Math.abs(next.y - shift.y) > 4) grip.moved = true;
    if (!grip.moved) return;
    shift = zoom > 1 ? next : { x: next.x, y: 0 };
    place();
  };
  image.onpointerup = () => {
    const { moved = true } = grip ?? {};
    grip = null;
    if (!moved) return closer(zoom > 1 ? 1 : 2.5);
    if (zoom > 1) return;
    const { x } = shift;
    shift = { x: 0, y: 0 };
    place();
    if (Math.abs(x) > SWIPE && pictures.length > 1) void show(x > 0 ? at - 1 : at + 1);
  };
  image.onpointercancel = () => {
    grip = null;
  };
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
  dialog.onclose = () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
  };
  dialog.append(style, image, caption, left, right, close);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
  void show(start);
}
