import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { ENV } from './tokens.js';
import type { Env } from './env.js';

const REDACTED = ['password', 'current', 'next', 'token', 'secret', 'text', 'authorization', 'cookie', 'email'];

/** One JSON line per entry on standard output. Secrets and what people wrote never reach it. */
@Injectable()
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(@Inject(ENV) env: Env) {
    this.pino = pino({
      level: env.LOG_LEVEL,
      base: null,
      redact: REDACTED.flatMap((name) => [name, `*.${name}`]),
      serializers: { fault: pino.stdSerializers.err },
    });
  }

  /** Nest's own start-up chatter, kept for debugging. */
  log(message: unknown, context?: unknown): void {
    this.pino.debug({ context }, String(message));
  }

  info(data: object, message: string): void {
    this.pino.info(data, message);
  }

  warn(data: unknown, message?: unknown): void {
    this.pino.warn(typeof data === 'object' && data !== null ? data : { note: data }, String(message ?? ''));
  }

  error(data: unknown, message?: unknown): void {
    this.pino.error(typeof data === 'object' && data !== null ? data : { note: data }, String(message ?? ''));
  }
}
