import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Demo } from '#contracts/demo.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { isLoopback } from '../platform/edge/address.rules.js';
import type { Env } from '../platform/env.js';
import { hashSecret, newId, newSecret } from '../platform/ids.js';
import { ENV } from '../platform/tokens.js';
import { SettingsService } from '../settings/settings.service.js';
import { DemoIdentities } from './demo-identities.js';
import { DemoRecord, type Filled } from './demo-record.js';

const LINK_MS = 15 * 60_000;
const LOOPBACK_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** The door of the demo: sign-in links and identities for whoever sits at this machine. */
@Injectable()
export class DemoEntranceService {
  constructor(
    private readonly record: DemoRecord,
    private readonly settings: SettingsService,
    private readonly identities: DemoIdentities,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async enter(tx: Tx, request: Pick<FastifyRequest, 'ip' | 'headers'>): Promise<Demo> {
    const { organisation } = await this.settings.current();
    const filled = this.env.demo && comesFromHere(request) ? await this.record.read(tx) : null;
    if (!filled || filled.removal) return { demo: false, organisation };
    const channel = await tx.channel.findUniqueOrThrow({ where: { id: filled.channelId } });
    const customers = await this.identities.sign(channel.secret);
    const roles = await this.mintLinks(tx, filled);
    return { demo: true, organisation, widgetKey: channel.key, shopUrl: '/demo-shop/', roles, customers };
  }

  private async mintLinks(tx: Tx, { cards }: Filled) {
    const now = this.clock.now();
    await tx.accountLink.deleteMany({ where: { kind: 'sign_in', accountId: { in: cards.map((card) => card.accountId) }, expiresAt: { lt: now } } });
    const roles = [];
    for (const { role, accountId } of cards) {
      const account = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { name: true } });
      const token = newSecret('');
      await tx.accountLink.create({
        data: { id: newId(), kind: 'sign_in', accountId, tokenHash: hashSecret(token), createdAt: now, expiresAt: new Date(now.getTime() + LINK_MS) },
      });
      roles.push({ role, name: account.name, link: `/console/enter#token=${token}` });
    }
    return roles;
  }
}

/**
 * Whether a browser of this very machine asks. A reverse proxy on it also connects from loopback, but tells whom
 * it asks for; and a foreign name that was made to point here (DNS rebinding) is not one of ours.
 */
export function comesFromHere({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): boolean {
  const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'] ?? headers['x-forwarded-host'] ?? headers['via'];
  return isLoopback(ip) && forwarded === undefined && LOOPBACK_NAME.test(headers.host ?? '');
}
