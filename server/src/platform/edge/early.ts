import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.filter.js';
import { Problem } from '../problem.js';

/** What Fastify refuses before Nest sees it must read like every other refusal. */
export function refuseEarly(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  // Only JSON comes in. A text/plain body is what a foreign page can send without a preflight.
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    void reply.header('x-request-id', String(request.id));
    if (request.method === 'TRACE') sendProblem(reply, String(request.id), new Problem('resource/not_found'), () => undefined);
    else done();
  });
}
