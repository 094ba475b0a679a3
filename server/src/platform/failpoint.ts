import { Inject, Injectable } from '@nestjs/common';
import { ENV } from './tokens.js';
import type { Env } from './env.js';

export type FailpointName = 'before_commit' | 'after_commit_before_ack' | 'after_ack_before_publish';

/** Ends this process at a named place, the n-th time it is passed. Refused outside NODE_ENV=test by `readEnv`. */
@Injectable()
export class Failpoint {
  private readonly name: string | undefined;
  private left = 0;

  constructor(@Inject(ENV) env: Env) {
    const [name, nth] = env.FAILPOINT?.split(':') ?? [];
    this.name = name;
    this.left = Number(nth ?? 0);
  }

  pass(name: FailpointName): void {
    if (this.name !== name) return;
    this.left -= 1;
    if (this.left <= 0) process.kill(process.pid, 'SIGKILL');
  }
}
