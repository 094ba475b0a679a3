import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../env.js';

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
];

/** Content policy of our own pages; `frameAncestors` says who may embed this one. */
export const pagePolicy = (frameAncestors: string): string => [...PAGE_POLICY, `frame-ancestors ${frameAncestors}`].join('; ');
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The fixed set of headers of every answer. A page that may be framed replaces the policy itself. */
export function securityHeaders(app: NestFastifyApplication, env: Env): void {
  const https = env.PUBLIC_URL?.startsWith('https:') ?? false;
  app.getHttpAdapter().getInstance().addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (fault: null, payload: unknown) => void) => {
    const isData = request.url.startsWith('/api/v1/') || request.url.startsWith('/health') || request.url.startsWith('/metrics');
    if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', isData ? DATA_POLICY : pagePolicy("'self'"));
    void reply.header('x-content-type-options', 'nosniff');
    void reply.header('referrer-policy', 'strict-origin-when-cross-origin');
    void reply.header('cross-origin-opener-policy', 'same-origin');
    void reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    if (isData && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    if (https) void reply.header('strict-transport-security', 'max-age=31536000');
    done(null, payload);
  });
}
