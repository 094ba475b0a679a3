/** A picture from elsewhere, in a page that the sanitiser wrote. PostgreSQL reads the pattern as we do. */
export const ELSEWHERE = '<img[^>]+src="https?:';
/** Whether the page would load something from elsewhere. */
export const loadsFromElsewhere = (html: string): boolean => new RegExp(ELSEWHERE, 'i').test(html);

/** The page that the frame shows. Its answer's headers forbid the same again. */
export const framedPage = (html: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${PAGE_STYLE}</style></head><body dir="auto">${html}</body></html>`;
const PAGE_STYLE = 'html{color-scheme:light}body{margin:0;padding:12px;font:14px/1.5 system-ui,"PingFang SC","PingFang TC","Noto Sans CJK SC",sans-serif;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}blockquote{margin:8px 0;padding-left:12px;border-left:3px solid #d5d5d5;color:#555}pre{white-space:pre-wrap}';
/** `style-src` for what the sanitiser left; nothing runs, nothing is sent, nothing is framed. */
export const framePolicy = (pictures: boolean): string =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src data:${pictures ? ' https: http:' : ''}; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'`;
