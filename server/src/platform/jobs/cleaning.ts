import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../db.js';
import { Every } from './every.decorator.js';

const DAY_MS = 24 * 3_600_000;

/** What is kept for a promised time only. */
@Injectable()
export class Cleaning {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  @Every(15 * 60_000)
  async forgetIdempotencyKeys(): Promise<void> {
    await this.db.prisma.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(this.clock.now().getTime() - DAY_MS) } } });
  }
}
