import { framePolicy, loadsFromElsewhere } from './mail-frame.rules.js';
import { displayHtml } from './mail-html.rules.js';

const shown = (html: string) => displayHtml(html, new Map([['logo@x', 'data:image/png;base64,iVBORw0KGgo=']]));

describe('the page of a mail', () => {
  it.each([
    ['a script', '<p>a<script>alert(1)</script></p>', '<p>a</p>'],
    ['a handler', '<p onclick="alert(1)">a</p>', '<p>a</p>'],
    ['a script as link', '<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow" target="_blank">a</a>'],
    ['a link in disguise', '<a href="jav&#x09;ascript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow" target="_blank">a</a>'],
    ['a form', '<form action="https://evil.example"><input name="p"><button>ok</button></form>', 'ok'],
    ['a frame', '<iframe src="https://evil.example"></iframe>', ''],
    ['a style sheet', '<style>body{background:url(https://evil.example)}</style>a', 'a'],
    ['a style that loads', '<p style="background-image:url(https://evil.example);color:red">a</p>', '<p style="color:red">a</p>'],
    ['a style that covers', '<p style="position:fixed;top:0;width:10px">a</p>', '<p style="width:10px">a</p>'],
    ['a drawing with a script', '<svg><script>alert(1)</script></svg>', ''],
    ['a half open tag', '<p>a<img src=x onerror=alert(1)//', '<p>a</p>'],
    ['a meta refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example">a', 'a'],
    ['a base', '<base href="https://evil.example">a', 'a'],
    ['right-to-left words', '<p dir="rtl">مرحبا</p>', '<p dir="rtl">مرحبا</p>'],
    ['its own picture', '<img src="cid:logo@x" alt="Logo" />', '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Logo" />'],
    ['a picture it does not bring', '<img src="cid:other@x" alt="Logo" />', '<span>Logo</span>'],
    ['a picture from elsewhere', '<img src="https://shop.example/a.png" />', '<img src="https://shop.example/a.png" />'],
    ['a drawing as picture', '<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="x" />', '<span>x</span>'],
  ])('%s', (_, html, is) => {
    expect(shown(html)).toBe(is);
  });

  it('says whether it would load something', () => {
    expect(loadsFromElsewhere(shown('<img src="https://shop.example/a.png">'))).toBe(true);
    expect(loadsFromElsewhere(shown('<img src="cid:logo@x"><a href="https://shop.example">a</a>'))).toBe(false);
  });

  it('is shown where nothing runs and nothing loads until somebody asks', () => {
    expect(framePolicy(false)).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
    expect(framePolicy(false)).not.toMatch(/allow-scripts|allow-same-origin/);
    expect(framePolicy(true)).toContain('img-src data: https: http:');
  });
});
