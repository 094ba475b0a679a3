import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.filter.js';
import { Problem } from '../problem.js';

const FORMS: ReadonlySet<string | undefined> = new Set(['/api/v1/files', '/api/v1/imports/:id/files']);
const MAILS = '/api/v1/mailboxes/:id/mails';
/** A body that fits into memory is here by then, or its sender holds a connection for nothing. */
const BODY_MS = 30_000;
/** Files over a slow line take their time: 25 MB at a quarter of a megabit per second. One that stands still ends sooner, by the idle limit. */
export const LONGEST_BODY_MS = 15 * 60_000;

const CARRIES_A_BODY = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Ends a connection whose body does not come. Node has one limit for all requests, and that one is as long as files need. */
export function giveUpOnSlowBodies(request: FastifyRequest, patienceMs = BODY_MS): void {
  const { raw } = request;
  if (raw.complete || (raw.method === 'POST' && (FORMS.has(request.routeOptions.url) || request.routeOptions.url === MAILS))) return;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, patienceMs).unref();
  for (const event of ['end', 'close']) raw.once(event, () => clearTimeout(timer));
}

/** What Fastify refuses before Nest sees it must read like every other refusal. */
export function refuseEarly(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  // Only JSON comes in. A text/plain body is what a foreign page can send without a preflight.
  fastify.removeContentTypeParser('text/plain');
  // Forms with files are read piece by piece by whoever takes them; no parser holds them in memory.
  fastify.addContentTypeParser('multipart/form-data', (request: FastifyRequest, _: unknown, done: (fault: Error | null) => void) => {
    done(FORMS.has(request.routeOptions.url) ? null : Object.assign(new Error('no forms here'), { statusCode: 415 }));
  });
  // Mails too.
  fastify.addContentTypeParser('message/rfc822', (request: FastifyRequest, _: unknown, done: (fault: Error | null) => void) => {
    done(request.routeOptions.url === MAILS ? null : Object.assign(new Error('no mails here'), { statusCode: 415 }));
  });
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    void reply.header('x-request-id', String(request.id));
    if (CARRIES_A_BODY.has(request.method)) giveUpOnSlowBodies(request);
    if (request.method === 'TRACE') sendProblem(reply, String(request.id), new Problem('resource/not_found'), () => undefined);
    else done();
  });
}
