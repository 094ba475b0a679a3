import { createHash } from 'node:crypto';

/** How a transcript looks on a screen, in the dark and on paper. */
export const STYLE =
  ':root{color-scheme:light dark;font:15px/1.5 system-ui,-apple-system,"PingFang SC","PingFang TC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}body{max-width:44rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.25rem;margin:0}header{border-bottom:1px solid #8886;padding-bottom:1rem;margin-bottom:1.5rem}header p,footer{margin:.25rem 0 0;opacity:.75;font-size:.875rem}.internal{border:2px solid;padding:.5rem .75rem;font-weight:600;opacity:1}article{margin:0 0 1rem;break-inside:avoid}.by{margin:0;font-size:.8125rem;display:flex;flex-wrap:wrap;gap:0 .75rem}.by b:first-child{font-size:.9375rem}.by time{opacity:.75}.text{margin:.125rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}blockquote{margin:.25rem 0;padding-inline-start:.75rem;border-inline-start:3px solid #8886;opacity:.75;overflow-wrap:anywhere}.system{text-align:center;font-size:.8125rem;opacity:.85}.system .by{justify-content:center}.note{border-inline-start:4px solid #b7791f;padding-inline-start:.75rem}ul{margin:.25rem 0 0;padding-inline-start:1.25rem;overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}:root{color-scheme:light}}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
/** The file is opened from a disk, where no header speaks for it: it may have this style and nothing else. */
export const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
