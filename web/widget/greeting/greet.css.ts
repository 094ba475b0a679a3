/** As the launcher's style, in the same shadow root: nothing of the page moves for it. */
export const greetCss = `
aside{position:fixed;bottom:calc(88px + env(safe-area-inset-bottom));inset-inline-end:20px;display:flex;align-items:flex-start;gap:2px;max-width:min(300px,100vw - 40px);
box-sizing:border-box;padding:6px;border-radius:14px;background:light-dark(#fff,#26241f);color:light-dark(#22201c,#f1efe9);box-shadow:0 0 0 1px #0002,0 8px 28px #0003;
font:14px/1.45 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;animation:in .16s ease-out}
:host([left]) aside{inset-inline:20px auto}
:host([phone]) aside{bottom:calc(86px + env(safe-area-inset-bottom))}
aside:lang(zh){line-height:1.6}
aside button{all:unset;box-sizing:border-box;position:static;cursor:pointer;border-radius:10px}
aside button:first-child{padding:8px 10px;overflow-wrap:anywhere;text-align:start}
aside button:first-child span{display:block}
aside small{display:block;font-size:12px;font-weight:600;opacity:.75}
aside button:last-child{flex:none;width:28px;height:28px;display:grid;place-items:center;opacity:.7}
aside button:hover{background:light-dark(#0000000d,#ffffff14);opacity:1}
aside button:focus-visible{outline:2px solid var(--a);outline-offset:-2px;box-shadow:none}
aside svg{width:16px}
@media (prefers-reduced-motion:reduce){aside{animation:none}}
`;
