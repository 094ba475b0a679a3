import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { VisitorActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Authenticators, type VisitorAuthenticator } from '../platform/edge/authenticators.js';
import { Hints } from '../platform/events/hints.js';
import { hashSecret } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import type { Client } from '../platform/sockets/client.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { looksLikeVisitorToken } from './visitor.rules.js';

interface Row {
  id: string;
  name: string;
  channelId: string;
  customerId: string | null;
  blocked: boolean;
}

// A handshake that read its row before a block or a new token committed is over well before this.
const REMEMBERED_MS = 60_000;

/** Recognises visitors by their token, and ends their sockets when they must go. */
@Injectable()
export class TokenVisitorAuthenticator implements VisitorAuthenticator, OnModuleInit {
  private readonly changedAt = new Map<string, number>();

  constructor(
    private readonly db: Database,
    private readonly authenticators: Authenticators,
    private readonly sockets: Sockets,
    private readonly hints: Hints,
  ) {}

  onModuleInit(): void {
    this.authenticators.registerVisitors(this);
    this.sockets.onConnect((client) => {
      if (!client.isVisitor()) return;
      void client.socket.join(rooms.visitor(client.actor.id));
      if (this.changedAt.has(client.actor.id)) void this.askAgain(client);
    });
    this.hints.on('visitor.blocked', (_, { visitorId }, afar) => this.end(visitorId, 'blocked', afar), 'certainly');
    // The token was rotated: whoever still holds the old one may not be who was verified just now.
    this.hints.on('customer.identified', (_, { visitorId }, afar) => this.end(visitorId, 'expired', afar), 'certainly');
  }

  private end(visitorId: string, reason: 'blocked' | 'expired', afar: boolean): void {
    remember(this.changedAt, visitorId);
    if (!afar) return this.sockets.revoke('/visitor', rooms.visitor(visitorId), reason);
    // What was done elsewhere may be known here late, when it is undone or he is back with the new token.
    for (const client of this.sockets.inRoom('/visitor', rooms.visitor(visitorId))) void this.askAgain(client);
    return undefined;
  }

  // The handshake may have been let in a moment before the block or the new token.
  private async askAgain(client: Client): Promise<void> {
    const token: unknown = client.socket.handshake.auth['visitorToken'];
    const reason = await this.byToken(String(token)).then(
      (now) => (now?.id === client.actor.id ? null : ('expired' as const)),
      (fault: unknown) => (fault instanceof Problem && fault.code === 'visitor/blocked' ? ('blocked' as const) : ('expired' as const)),
    );
    if (reason === null) return;
    client.emit('session:revoked', { reason });
    client.disconnect();
  }

  /**
   * One prepared statement, because after a restart thousands come back at once.
   * @throws Problem `visitor/blocked`
   */
  async byToken(secret: string): Promise<VisitorActor | null> {
    if (!looksLikeVisitorToken(secret)) return null;
    const { rows } = await this.db.pool.query<Row>({
      name: 'visitor-by-token',
      text: `SELECT v."id", coalesce(c."name", v."name", '') AS "name", v."channelId", v."customerId", v."blockedAt" IS NOT NULL AS "blocked"
             FROM "Visitor" v LEFT JOIN "Customer" c ON c."id" = v."customerId" WHERE v."tokenHash" = $1`,
      values: [Buffer.from(hashSecret(secret))],
    });
    const row = rows[0];
    if (!row) return null;
    if (row.blocked) throw new Problem('visitor/blocked');
    return actorOf(row);
  }
}

function remember(moments: Map<string, number>, id: string): void {
  const now = performance.now();
  for (const [known, since] of moments) if (now - since > REMEMBERED_MS) moments.delete(known);
  moments.set(id, now);
}

const NOTHING: VisitorActor['permissions'] = new Set();
const NO_TEAMS: VisitorActor['teamIds'] = [];

export const actorOf = ({ id, name, channelId, customerId }: Omit<Row, 'blocked'>): VisitorActor => ({
  kind: 'customer',
  id,
  name,
  channelId,
  customerId,
  permissions: NOTHING,
  teamIds: NO_TEAMS,
  sessionId: null,
});
