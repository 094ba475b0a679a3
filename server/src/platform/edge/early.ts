import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.filter.js';
import { Problem } from '../problem.js';

const FORMS = '/api/v1/files';

/** What Fastify refuses before Nest sees it must read like every other refusal. */
export function refuseEarly(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  // Only JSON comes in. A text/plain body is what a foreign page can send without a preflight.
  fastify.removeContentTypeParser('text/plain');
  // Forms with files are read piece by piece by whoever takes them; no parser holds them in memory.
  fastify.addContentTypeParser('multipart/form-data', (request: FastifyRequest, _: unknown, done: (fault: Error | null) => void) => {
    done(request.routeOptions.url === FORMS ? null : Object.assign(new Error('no forms here'), { statusCode: 415 }));
  });
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    void reply.header('x-request-id', String(request.id));
    if (request.method === 'TRACE') sendProblem(reply, String(request.id), new Problem('resource/not_found'), () => undefined);
    else done();
  });
}
