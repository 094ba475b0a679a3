import { type CallHandler, createParamDecorator, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Problem } from '../problem.js';
import { requestOf } from './request.js';

interface Versioned {
  readonly version: number;
}

/** Sends the row's version as `ETag`, for rows that two people may edit. */
@Injectable()
export class VersionTag implements NestInterceptor<Versioned, Versioned> {
  intercept(context: ExecutionContext, next: CallHandler<Versioned>): Observable<Versioned> {
    return next.handle().pipe(
      map((row) => {
        void context.switchToHttp().getResponse<FastifyReply>().header('etag', `"${row.version}"`);
        return row;
      }),
    );
  }
}

const TAG = /^"(\d{1,9})"$/;
const refusal = () => new Problem('request/invalid', undefined, { fields: [{ path: 'If-Match', code: 'required' }] });

/** The version the caller read, from `If-Match: "7"`. Without one nobody can tell whose change would be lost. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const tag = TAG.exec(requestOf(context).headers['if-match'] ?? '')?.[1];
  if (tag === undefined) throw refusal();
  return Number(tag);
});

/** The same where a caller may leave it out, and then takes whatever version there is: null. */
export const IfMatchGiven = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const header = requestOf(context).headers['if-match'];
  if (header === undefined) return null;
  const tag = TAG.exec(header)?.[1];
  if (tag === undefined) throw refusal();
  return Number(tag);
});
