import { connect } from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';
import type { CertificateFact } from './health.rules.js';

const WITHIN_MS = 3_000;
const KEPT_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** How long the certificate at PUBLIC_URL is good for, as a browser would see it. */
@Injectable()
export class Certificate {
  private kept: { fact: CertificateFact; until: number } | null = null;

  constructor(@Inject(ENV) private readonly env: Env, @Inject(Clock) private readonly clock: Clock) {}

  async look(): Promise<CertificateFact> {
    if (!this.env.PUBLIC_URL?.startsWith('https:')) return { kind: 'no_https' };
    const now = performance.now();
    if (this.kept && this.kept.until > now) return this.kept.fact;
    const fact = await this.ask(new URL(this.env.PUBLIC_URL));
    this.kept = { fact, until: now + KEPT_MS };
    return fact;
  }

  private ask({ hostname, port }: URL): Promise<CertificateFact> {
    return new Promise((resolve) => {
      // Whether it is trusted is for browsers to say; here only its end matters, and that of a wrong one as well.
      const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false, timeout: WITHIN_MS });
      const answer = (fact: CertificateFact) => {
        socket.destroy();
        resolve(fact);
      };
      socket.once('secureConnect', () => {
        const until = new Date(socket.getPeerCertificate().valid_to);
        const daysLeft = Math.floor((until.getTime() - this.clock.now().getTime()) / DAY_MS);
        answer(Number.isNaN(daysLeft) ? { kind: 'unreachable' } : { kind: 'seen', daysLeft, until: until.toISOString() });
      });
      socket.once('timeout', () => answer({ kind: 'unreachable' }));
      socket.once('error', () => answer({ kind: 'unreachable' }));
    });
  }
}
