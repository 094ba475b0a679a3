import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Log } from '../platform/log.js';
import { Peers } from '../platform/nodes/peers.js';
import type { Client } from '../platform/sockets/client.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { ENV } from '../platform/tokens.js';

const RENEW_MS = 15_000;

/**
 * Rows that say whose console is connected to this process. Renewed while it is, so that after `kill -9` they go
 * stale by themselves; kept and marked when it ends, so that others can tell since when somebody is gone.
 */
@Injectable()
export class SocketLeases implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly connected = new Map<string, Set<string>>();
  private timer: NodeJS.Timeout | null = null;
  private stopping = false;

  constructor(
    private readonly db: Database,
    private readonly sockets: Sockets,
    private readonly peers: Peers,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.env.roles.includes('sockets')) return;
    this.sockets.onConnect((client) => this.opened(client));
    this.sockets.onDisconnect((client) => this.closed(client));
    this.timer = setInterval(() => this.write([...this.connected.keys()]), RENEW_MS);
  }

  private opened({ id, actor }: Client): void {
    if (!isStaff(actor)) return;
    this.connected.set(actor.id, (this.connected.get(actor.id) ?? new Set()).add(id));
    this.write([actor.id]);
  }

  private closed({ id, actor }: Client): void {
    if (!isStaff(actor)) return;
    const left = this.connected.get(actor.id);
    left?.delete(id);
    if (left?.size) return;
    this.connected.delete(actor.id);
    this.write([actor.id]);
  }

  private write(accountIds: readonly string[]): void {
    this.sign(accountIds).catch((fault: unknown) => this.log.warn({ fault }, 'connection leases will be renewed later'));
  }

  /** Renews the lease of everybody connected here. */
  renew(): Promise<void> {
    return this.sign([...this.connected.keys()]);
  }

  // A person deleted in between must not fail the statement for all others: hence the SELECT.
  private async sign(accountIds: readonly string[]): Promise<void> {
    if (accountIds.length === 0 || this.stopping) return;
    await this.db.pool.query({
      name: 'sign-leases',
      text: `INSERT INTO "SocketLease" ("accountId", "nodeId", "seenAt", "endedAt")
               SELECT "id", $2, $3::timestamptz, CASE WHEN "id" = ANY($4::uuid[]) THEN NULL ELSE $3::timestamptz END FROM "Account" WHERE "id" = ANY($1::uuid[]) ORDER BY "id"
             ON CONFLICT ("accountId", "nodeId") DO UPDATE SET "seenAt" = EXCLUDED."seenAt", "endedAt" = EXCLUDED."endedAt"`,
      values: [accountIds, this.peers.id, this.clock.now(), accountIds.filter((id) => this.connected.has(id))],
    });
  }

  // Sockets that end with the process leave their leases to age: the consoles are back on another node in a moment.
  onModuleDestroy(): void {
    this.stopping = true;
    if (this.timer) clearInterval(this.timer);
  }
}
