// A shop page as shops have them: a banner, two dozen products with pictures, a style sheet and a script of its own.
import { createServer } from 'node:http';

const PRODUCTS = 24;
const picture = (hue) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300"><rect width="300" height="300" fill="hsl(${hue} 40% 88%)"/>${Array.from({ length: 60 }, (_, n) => `<circle cx="${(n * 67) % 300}" cy="${(n * 131) % 300}" r="${8 + (n % 20)}" fill="hsl(${(hue + n * 5) % 360} 50% 60% / .5)"/>`).join('')}</svg>`;
const style = `body{margin:0;font:16px/1.5 system-ui}header{padding:2rem;background:#f4efe6}main{display:grid;grid-template-columns:repeat(auto-fill,minmax(160px,1fr));gap:1rem;padding:1rem}img{width:100%;height:auto;aspect-ratio:1}`;
const script = `document.querySelectorAll('article').forEach((one,n)=>{one.dataset.n=n;one.addEventListener('click',()=>history.pushState({},'','#'+n))});`;
const products = Array.from({ length: PRODUCTS }, (_, n) => `<article><img src="/picture/${n}" width="300" height="300" alt=""><h2>Lamp no. ${n + 1}</h2><p>Light for every room, made to last, and easy to repair.</p></article>`).join('');

const page = (body, snippet) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lamps</title><link rel="stylesheet" href="/style.css"></head><body>${body}${snippet}</body></html>`;

/** `/bare` is the page alone, `/widget` the same with the snippet, `/empty` the snippet alone. */
export async function openShop(host, key) {
  const snippet = `<script>window.aftercare=window.aftercare||function(){(aftercare.q=aftercare.q||[]).push(arguments)};aftercare('boot',{key:'${key}'})</script><script async src="${host}/widget/v1.js"></script>`;
  const shop = `<header><h1>Lamps for every room</h1><p>Free delivery above 50.</p></header><main>${products}</main><script src="/script.js"></script>`;
  const answers = {
    '/bare': ['text/html', page(shop, '')],
    '/widget': ['text/html', page(shop, snippet)],
    '/empty': ['text/html', page('<h1>Nothing here</h1>', snippet)],
    '/style.css': ['text/css', style],
    '/script.js': ['text/javascript', script],
  };
  const server = createServer((request, reply) => {
    const path = (request.url ?? '/').split('?')[0];
    const [type, text] = path.startsWith('/picture/') ? ['image/svg+xml', picture(Number(path.slice(9)) * 15)] : (answers[path] ?? ['text/plain', '']);
    reply.writeHead(text === '' ? 404 : 200, { 'content-type': type }).end(text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
