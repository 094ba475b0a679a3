import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ApiToken, ApiTokenDraft, ApiTokenMade, ApiTokens } from '#contracts/accounts.js';
import { Permission } from '#contracts/permissions.js';
import type { ApiToken as Row } from '#prisma/generated/client.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { hashSecret, newId, newSecret } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { demandAll } from './accounts.policy.js';
import { TOKEN_PREFIX } from './session.rules.js';

/** Credentials for machines. They act as the person who made them, within their scopes. */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Every token of the organisation that is good. */
  async list(): Promise<z.infer<typeof ApiTokens>> {
    const rows = await this.db.prisma.apiToken.findMany({ where: { revokedAt: null }, orderBy: { createdAt: 'desc' }, take: 500 });
    return { items: rows.map(present) };
  }

  async make(tx: Tx, actor: Actor, { name, scopes }: z.infer<typeof ApiTokenDraft>): Promise<z.infer<typeof ApiTokenMade>> {
    if (!isStaff(actor)) throw new Problem('session/required');
    demandAll(actor, scopes);
    const id = newId();
    const secret = newSecret(TOKEN_PREFIX);
    const data = { id, name, scopes: [...new Set(scopes)], accountId: actor.id, tokenHash: hashSecret(secret), createdAt: this.clock.now() };
    const row = await tx.apiToken.create({ data });
    await this.events.record(tx, actor, 'api_token.made', id, { accountId: actor.id, tokenId: id });
    return { token: present(row), secret };
  }

  async revoke(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const [row] = await tx.apiToken.updateManyAndReturn({ where: { id, revokedAt: null }, data: { revokedAt: this.clock.now() } });
    if (!row) throw new Problem('resource/not_found');
    await this.events.record(tx, actor, 'api_token.revoked', id, { accountId: row.accountId, tokenId: id });
    return { ok: true };
  }
}

function present(row: Row): z.infer<typeof ApiToken> {
  return {
    id: row.id,
    name: row.name,
    scopes: Permission.options.filter((name) => row.scopes.includes(name)),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
