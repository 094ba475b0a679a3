import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode, ProblemBody } from '#contracts/errors.js';
import { Log } from '../log.js';
import { asProblem, Problem } from '../problem.js';

/** Every refusal and fault leaves as `application/problem+json`; an unforeseen one is logged and never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    sendProblem(http.getResponse<FastifyReply>(), String(request.id), problemOf(fault), () => {
      this.log.error({ fault, requestId: request.id, route: request.routeOptions?.url }, 'request failed');
    });
  }
}

export function problemOf(fault: unknown): Problem {
  if (fault instanceof HttpException) return new Problem(codeOfStatus(fault.getStatus()));
  const status: unknown = fault instanceof Error ? Reflect.get(fault, 'statusCode') : undefined;
  // Fastify's own refusals: bodies that do not parse, are too large, or of an unknown type.
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem(codeOfStatus(status));
  return asProblem(fault);
}

export function sendProblem(reply: FastifyReply, requestId: string, problem: Problem, report: () => void): void {
  if (problem.code === 'server/fault') report();
  const { retryAfterMs, fields } = problem.extra;
  const body: ProblemBody = {
    type: `urn:aftercare:problem:${problem.code}`,
    title: problem.code,
    status: problem.status,
    code: problem.code,
    requestId,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(problem.data === undefined ? {} : { data: problem.data }),
    ...(fields === undefined ? {} : { fields }),
  };
  if (retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(retryAfterMs / 1000));
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(body));
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 404 || status === 405) return 'resource/not_found';
  if (status === 413) return 'request/too_large';
  if (status === 415) return 'request/unsupported_type';
  if (status === 429) return 'request/too_many';
  return 'request/malformed';
}
