import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FileAddress, FileVariant } from '#contracts/files.js';
import { StaffDoorkeeper } from '../accounts/staff.authenticator.js';
import { actorOf } from '../customers/visitor-authenticator.js';
import { type Actor, isStaff, isVisitor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';
import { FileRights } from './file-rights.js';

// The same address for some minutes, so that a browser that asks again finds what it has.
const STEP_MS = 5 * 60_000;
const LEAST_MS = 10 * 60_000;

/** Addresses that name whom they were made for. They are asked for that person's rights at every use. */
@Injectable()
export class FileAddresses {
  private readonly key: Buffer;

  constructor(
    private readonly db: Database,
    private readonly rights: FileRights,
    private readonly doorkeeper: StaffDoorkeeper,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) env: Env,
  ) {
    this.key = createHmac('sha256', env.secretKey).update('addresses of files').digest();
  }

  /** Addresses of those of these files that the caller may see. */
  async of(actor: Actor, ids: readonly string[]): Promise<{ items: FileAddress[] }> {
    const rows = await this.db.prisma.file.findMany({ where: { id: { in: [...ids] }, purpose: 'attachment' } });
    const allowed = await Promise.all(rows.map(async (row) => ((await this.rights.mayRead(actor, row)) ? [row] : [])));
    const holder = await this.holderOf(actor);
    if (!holder) return { items: [] };
    const until = Math.ceil((this.clock.now().getTime() + LEAST_MS) / STEP_MS) * STEP_MS;
    const url = (id: string, variant: FileVariant) => `/api/v1/files/${id}/${variant}?token=${this.sign(id, variant, holder, until)}`;
    const items = allowed.flat().map(({ id, thumbnailKey }) => ({
      id,
      url: url(id, 'original'),
      thumbnailUrl: thumbnailKey ? url(id, 'thumbnail') : null,
      expiresAt: new Date(until).toISOString(),
    }));
    return { items };
  }

  /** Who an address was made for, as that person is today; null when it is not one of ours, over, or its holder is gone. */
  async holder(id: string, variant: FileVariant, token: string): Promise<Actor | null> {
    const [kind, who, until, mark] = token.split('.');
    if (!kind || !who || !until || !mark) return null;
    const expected = Buffer.from(this.sign(id, variant, `${kind}.${who}`, Number.parseInt(until, 36)));
    const given = Buffer.from(token);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
    if (Number.parseInt(until, 36) <= this.clock.now().getTime()) return null;
    return kind === 'a' ? ((await this.doorkeeper.again([who])).get(who) ?? null) : this.visitor(who);
  }

  private sign(id: string, variant: FileVariant, holder: string, until: number): string {
    const claim = `${holder}.${until.toString(36)}`;
    return `${claim}.${createHmac('sha256', this.key).update(`${id}.${variant}.${claim}`).digest('base64url')}`;
  }

  // Staff by session or API token, visitors by the token they hold: when those end, so do the addresses.
  private async holderOf(actor: Actor): Promise<string | null> {
    if (isStaff(actor)) return actor.sessionId ? `a.${actor.sessionId}` : null;
    if (!isVisitor(actor)) return null;
    const visitor = await this.db.prisma.visitor.findUnique({ where: { id: actor.id }, select: { tokenHash: true } });
    return visitor ? `v.${actor.id}~${fingerprint(visitor.tokenHash)}` : null;
  }

  private async visitor(who: string): Promise<Actor | null> {
    const [id = '', print] = who.split('~');
    const visitor = await this.db.prisma.visitor.findUnique({ where: { id }, include: { customer: { select: { name: true } } } });
    if (!visitor || visitor.blockedAt !== null || fingerprint(visitor.tokenHash) !== print) return null;
    return actorOf({ id, name: visitor.customer?.name ?? visitor.name ?? '', channelId: visitor.channelId, customerId: visitor.customerId });
  }
}

const fingerprint = (tokenHash: Uint8Array): string => Buffer.from(tokenHash).toString('hex').slice(0, 12);
