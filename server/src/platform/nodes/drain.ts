import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { ENV } from '../tokens.js';

/** Longer than a proxy takes between two questions whether we are ready. */
const NOTICE_MS = 3_000;

/** The time between being told to end and ending: the proxy sends nobody here any more, and whoever is here is served. */
@Injectable()
export class Drain {
  private underWay = false;

  constructor(@Inject(ENV) private readonly env: Env) {}

  get isUnderWay(): boolean {
    return this.underWay;
  }

  /** Where no other node could take over there is nothing to wait for. */
  async begin(): Promise<void> {
    this.underWay = true;
    if (this.env.REDIS_URL && this.env.roles.includes('web')) await pause(NOTICE_MS);
  }
}
