import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import type { ZodType } from 'zod';
import type { Env } from '../env.js';
import { ENV } from '../tokens.js';
import { RETURNS } from './endpoint.decorators.js';

/** In tests every answer is held against its contract, so that no field leaves by accident. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector, @Inject(ENV) private readonly env: Env) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.env.NODE_ENV !== 'test') return next.handle();
    const schema = this.reflector.get<ZodType | undefined>(RETURNS, context.getHandler());
    // Pages and figures write their answer themselves.
    if (!schema) return next.handle();
    return next.handle().pipe(map((answer: unknown) => schema.parse(JSON.parse(JSON.stringify(answer)))));
  }
}
