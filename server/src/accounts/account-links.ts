import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { hashSecret, newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { ENV } from '../platform/tokens.js';

const HOUR = 3_600_000;
/** Each kind with the page that takes it and how long it is good for. */
const KINDS = {
  invitation: { page: '/console/invitation', lifeMs: 7 * 24 * HOUR },
  reset: { page: '/console/reset', lifeMs: HOUR },
  sign_in: { page: '/console/enter', lifeMs: 24 * HOUR },
} as const;
export type AccountLinkKind = keyof typeof KINDS;

export interface MadeLink {
  readonly id: string;
  readonly token: string;
  readonly url: string;
}

/**
 * Single-use links for a person. The secret is computed from the row's id and the installation's key, so it is
 * stored nowhere, and a letter that is sent again later carries the same one.
 */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Makes a link and ends unused earlier ones of its kind for that person. */
  async make(tx: Tx, kind: AccountLinkKind, accountId: string): Promise<MadeLink> {
    const now = this.clock.now();
    await tx.accountLink.updateMany({ where: { accountId, kind, usedAt: null }, data: { usedAt: now } });
    const id = newId();
    const token = this.tokenOf(id);
    const expiresAt = new Date(now.getTime() + KINDS[kind].lifeMs);
    await tx.accountLink.create({ data: { id, kind, accountId, tokenHash: hashSecret(token), createdAt: now, expiresAt } });
    return { id, token, url: this.urlOf(kind, id) };
  }

  /** How many were made for that person of late, used or not. */
  madeWithin(tx: Tx, kind: AccountLinkKind, accountId: string, ms: number): Promise<number> {
    return tx.accountLink.count({ where: { accountId, kind, createdAt: { gt: new Date(this.clock.now().getTime() - ms) } } });
  }

  /** Whether a link is good now, before anything costly is done for it. @throws Problem `session/link_used` */
  async look(kind: AccountLinkKind, token: string): Promise<{ email: string }> {
    const link = await this.db.prisma.accountLink.findFirst({
      where: { kind, tokenHash: hashSecret(token), usedAt: null, expiresAt: { gt: this.clock.now() }, account: { deactivatedAt: null } },
      select: { account: { select: { email: true } } },
    });
    if (!link) throw new Problem('session/link_used');
    return link.account;
  }

  /** Uses a link up: of many at once exactly one succeeds. @returns the account @throws Problem `session/link_used` */
  async redeem(tx: Tx, kind: AccountLinkKind, token: string): Promise<string> {
    const now = this.clock.now();
    // One statement whose condition PostgreSQL checks again after waiting for the row: that is what makes it single-use.
    const [link] = await tx.$queryRaw<{ accountId: string }[]>`
      UPDATE "AccountLink" l SET "usedAt" = ${now} FROM "Account" a
      WHERE a."id" = l."accountId" AND a."deactivatedAt" IS NULL AND l."kind" = ${kind}
        AND l."tokenHash" = ${hashSecret(token)} AND l."usedAt" IS NULL AND l."expiresAt" > ${now}
      RETURNING l."accountId"`;
    if (!link) throw new Problem('session/link_used');
    return link.accountId;
  }

  /** The address to send. The secret is in the fragment, which no server log and no referrer shows. */
  urlOf(kind: AccountLinkKind, linkId: string): string {
    return `${this.env.ownOrigins[0] ?? ''}${KINDS[kind].page}#token=${this.tokenOf(linkId)}`;
  }

  private tokenOf(linkId: string): string {
    return createHmac('sha256', this.env.secretKey).update(`account-link ${linkId}`).digest('base64url');
  }
}
