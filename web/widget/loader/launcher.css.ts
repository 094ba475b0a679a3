/**
 * Kept as a string: a constructed stylesheet needs no request, and no shop's policy on inline styles forbids it.
 * The icon's colour follows the accent's lightness: white on it up to 0.6, black above.
 */
export const launcherCss = `
:host{all:initial;position:fixed;z-index:2147483000}
[hidden]{display:none!important}
button,#panel{position:fixed;bottom:calc(20px + env(safe-area-inset-bottom));inset-inline-end:20px}
:host([left]) :is(button,#panel){inset-inline:20px auto}
button{z-index:1;border:0;padding:0;width:56px;height:56px;border-radius:50%;display:grid;place-items:center;cursor:pointer;
background:var(--a);color:#fff;color:oklch(from var(--a) calc((.6 - l)*999) 0 0);box-shadow:0 6px 20px #0004}
button:focus-visible{outline:2px solid;outline-offset:-5px;box-shadow:0 0 0 3px var(--a)}
svg{width:26px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round}
[aria-expanded=true] .say,[aria-expanded=false] .fold{display:none}
b{position:absolute;top:-4px;inset-inline-end:-4px;min-width:8px;padding:0 6px;border-radius:10px;background:#c2281d;color:#fff;font:600 12px/20px system-ui;text-align:center}
#panel{margin-bottom:68px;width:min(384px,100vw - 40px);height:min(640px,100dvh - 108px);border-radius:14px;overflow:hidden;background:Canvas;
box-shadow:0 0 0 1px #0002,0 12px 40px #0004;animation:in .16s ease-out}
iframe{display:block;width:100%;height:100%;border:0}
:host([phone]) #panel{inset:0;margin:0;width:100%;height:100dvh;border-radius:0}
:host([phone]) [aria-expanded=true]{display:none}
@keyframes in{0%{opacity:0;transform:translateY(8px)}}
@media (prefers-reduced-motion:reduce){#panel{animation:none}}
`;
