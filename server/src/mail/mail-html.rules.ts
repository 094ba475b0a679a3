import sanitizeHtml from 'sanitize-html';

const MOST_HTML = 1_000_000;
const LENGTH = /^-?\d{1,4}(\.\d{1,2})?(px|em|rem|%|pt)?$/;
const LENGTHS = /^(-?\d{1,4}(\.\d{1,2})?(px|em|rem|%|pt)?\s*){1,4}$/;
const COLOUR = /^(#[0-9a-f]{3,8}|rgba?\([\d\s.,%]{5,40}\)|[a-z]{3,20})$/i;
const STYLES: Readonly<Record<string, RegExp[]>> = {
  color: [COLOUR], 'background-color': [COLOUR], 'text-align': [/^(left|right|center|justify|start|end)$/], 'font-size': [LENGTH, /^(x+-)?(small|large)$|^medium$/], 'font-weight': [/^(bold|normal|\d{3})$/],
  'font-style': [/^(italic|normal)$/], 'text-decoration': [/^(underline|line-through|none)$/], padding: [LENGTHS], margin: [LENGTHS], width: [LENGTH], 'max-width': [LENGTH], 'line-height': [LENGTH],
  border: [/^[\w\s.#-]{1,40}$/], 'border-collapse': [/^(collapse|separate)$/], 'vertical-align': [/^[a-z-]{3,12}$/], direction: [/^(ltr|rtl)$/], 'white-space': [/^[a-z-]{3,12}$/],
};

/**
 * What of a mail's page may be shown, in a frame where nothing runs: no scripts, styles, forms or frames, no positions
 * that could cover anything. Links open outside and give nothing away; pictures stay named, and the frame decides
 * whether it loads them.
 * @param inline data addresses of the pictures that the mail itself brings, by their content id
 */
export function displayHtml(html: string, inline: ReadonlyMap<string, string>): string {
  return sanitizeHtml(html.slice(0, MOST_HTML), {
    allowedTags: [
      'p', 'div', 'span', 'br', 'hr', 'b', 'strong', 'i', 'em', 'u', 's', 'small', 'big', 'sub', 'sup', 'font', 'center', 'blockquote', 'pre', 'code', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
      'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption', 'col', 'colgroup', 'a', 'img',
    ],
    allowedAttributes: {
      '*': ['dir', 'lang', 'title', 'align', 'valign', 'style'],
      a: ['href', 'rel', 'target'], img: ['src', 'alt', 'width', 'height'], font: ['color', 'size'], td: ['colspan', 'rowspan', 'bgcolor', 'width', 'height'], th: ['colspan', 'rowspan', 'bgcolor', 'width'],
      table: ['border', 'cellpadding', 'cellspacing', 'bgcolor', 'width'], tr: ['bgcolor'], ol: ['start', 'type'], col: ['width', 'span'],
    },
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['https', 'http', 'data'] },
    allowProtocolRelative: false,
    allowedStyles: { '*': STYLES },
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'xmp', 'template', 'svg', 'math'],
    nestingLimit: 200,
    transformTags: {
      a: (tagName, { href, title }) => ({ tagName, attribs: { ...(href === undefined ? {} : { href, rel: 'noopener noreferrer nofollow', target: '_blank' }), ...(title === undefined ? {} : { title }) } }),
      img: (tagName, attribs) => {
        const src = sourceOf(attribs['src'] ?? '', inline);
        return src === null ? { tagName: 'span', attribs: {}, text: attribs['alt'] ?? '' } : { tagName, attribs: { ...attribs, src } };
      },
    },
  });
}

function sourceOf(src: string, inline: ReadonlyMap<string, string>): string | null {
  if (/^cid:/i.test(src)) return inline.get(src.slice(4)) ?? null;
  if (/^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(src)) return src;
  return /^https?:\/\//i.test(src) ? src : null;
}
