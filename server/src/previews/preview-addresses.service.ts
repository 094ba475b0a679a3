import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Problem } from '../platform/problem.js';
import { ENV } from '../platform/tokens.js';

// The same address for some minutes, so that a browser that asks again finds what it has.
const STEP_MS = 5 * 60_000;
const LEAST_MS = 10 * 60_000;
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** Pictures of previews, on our own origin: whoever looks at a talk tells nobody outside that he does. */
@Injectable()
export class PreviewAddresses {
  private readonly key: Buffer;

  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock, @Inject(ENV) env: Env) {
    this.key = createHmac('sha256', env.secretKey).update('pictures of previews').digest();
  }

  until(): number {
    return Math.ceil((this.clock.now().getTime() + LEAST_MS) / STEP_MS) * STEP_MS;
  }

  of(id: string, until: number): string {
    return `/api/v1/link-previews/${id}/picture?token=${this.sign(id, until)}`;
  }

  /** @throws Problem resource/not_found, whatever is wrong with the address */
  async send(reply: FastifyReply, id: string, token: string): Promise<void> {
    const until = Number.parseInt(token.split('.')[0] ?? '', 36);
    const [expected, given] = [Buffer.from(this.sign(id, until)), Buffer.from(token)];
    if (expected.length !== given.length || !timingSafeEqual(expected, given) || until <= this.clock.now().getTime()) throw new Problem('resource/not_found');
    const row = await this.db.prisma.linkPreview.findUnique({ where: { id }, select: { picture: true } });
    if (!row?.picture) throw new Problem('resource/not_found');
    void reply.headers({ 'content-security-policy': POLICY, 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'private, max-age=600', 'x-content-type-options': 'nosniff' });
    void reply.type('image/webp').send(Buffer.from(row.picture));
  }

  private sign(id: string, until: number): string {
    const claim = until.toString(36);
    return `${claim}.${createHmac('sha256', this.key).update(`${id}.${claim}`).digest('base64url')}`;
  }
}
