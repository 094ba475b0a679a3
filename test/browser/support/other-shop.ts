import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a page of the shop embeds the widget. */
export interface Embedding {
  /** Further options of `boot`, as they stand in the page. */
  options?: Record<string, unknown>;
  /** How often the snippet stands in the page. */
  times?: number;
  /** What the page does before the snippet. */
  before?: string;
}

/** Somebody's shop at an origin of its own, with as strict a content policy as a shop can have. */
export class OtherShop {
  private constructor(private readonly server: Server, readonly origin: string, private readonly home: { url: string; key: string }) {}

  static async open(home: { url: string; key: string }): Promise<OtherShop> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const shop = new OtherShop(server, `http://127.0.0.1:${port}`, home);
    server.on('request', (request, reply) => {
      const asked = new URL(request.url ?? '/', shop.origin);
      const embedding = JSON.parse(asked.searchParams.get('embed') ?? '{}') as Embedding;
      const nonce = randomBytes(12).toString('base64');
      reply.setHeader('content-type', 'text/html; charset=utf-8');
      reply.setHeader('content-security-policy', policy(nonce, home.url));
      reply.end(shop.page(nonce, embedding));
    });
    return shop;
  }

  address(path: string, embedding: Embedding = {}): string {
    return `${this.origin}${path}?embed=${encodeURIComponent(JSON.stringify(embedding))}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private page(nonce: string, { options = {}, times = 1, before = '' }: Embedding): string {
    const snippet = `<script nonce="${nonce}">
      window.aftercare = window.aftercare || function () { (aftercare.q = aftercare.q || []).push(arguments) };
      aftercare('boot', ${JSON.stringify({ key: this.home.key, locale: 'en', ...options })});
    </script><script nonce="${nonce}" async src="${this.home.url}/widget/v1.js"></script>`;
    return `<!doctype html><html lang="en"><head><title>Lamps</title><script nonce="${nonce}">
      window.refused = []; window.heard = [];
      document.addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective + ' ' + event.blockedURI));
      for (const name of ['ready', 'open', 'close', 'consent', 'error', 'message:sent']) addEventListener('aftercare:' + name, () => heard.push(name));
      ${before}
    </script></head><body><main><h1>Lamps</h1><p>Light for every room.</p></main>${snippet.repeat(times)}</body></html>`;
  }
}

const policy = (nonce: string, host: string) =>
  [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `frame-src ${host}`, `connect-src ${host}`, `style-src 'self'`, `base-uri 'none'`, `require-trusted-types-for 'script'`].join('; ');
