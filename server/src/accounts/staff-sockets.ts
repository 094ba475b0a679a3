import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { isStaff } from '../platform/actor.js';
import type { Env } from '../platform/env.js';
import { Hints } from '../platform/events/hints.js';
import { Log } from '../platform/log.js';
import type { Client } from '../platform/sockets/client.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { ENV } from '../platform/tokens.js';
import { hasSameRights } from './session.rules.js';
import { StaffDoorkeeper } from './staff.authenticator.js';

const REVIEW_MS = 15_000;

/** Puts the staff's sockets into their rooms and ends them when a session ends or rights change. */
@Injectable()
export class StaffSockets implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly sockets: Sockets,
    private readonly doorkeeper: StaffDoorkeeper,
    private readonly hints: Hints,
    private readonly log: Log,
    @Inject(ENV) private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.env.roles.includes('sockets')) return;
    this.sockets.onConnect((client) => this.welcome(client));
    this.hints.on('session.closed', (_, { sessionIds, reason }) => {
      for (const id of sessionIds) this.sockets.revoke('/agent', rooms.session(id), reason);
    }, 'certainly');
    this.hints.on('api_token.revoked', (_, { tokenId }) => this.sockets.revoke('/agent', rooms.session(tokenId), 'revoked'), 'certainly');
    for (const name of ['account.deactivated', 'account.rights_changed'] as const) {
      // What was done elsewhere may be known here late, when the person is back with his new rights.
      this.hints.on(name, (id, _, afar) => (afar ? this.start(this.sockets.inRoom('/agent', rooms.account(id)), 'revoked') : this.sockets.revoke('/agent', rooms.account(id), 'revoked')), 'certainly');
    }
    for (const name of ['account.changed', 'agent.availability_changed'] as const) this.hints.on(name, (id) => this.point(id));
    this.timer = setInterval(() => this.start(this.staff()), REVIEW_MS);
  }

  private welcome(client: Client): void {
    const { actor } = client;
    if (!isStaff(actor)) return;
    const own = [rooms.account(actor.id), rooms.staff(), ...actor.teamIds.map((id) => rooms.team(id))];
    void client.socket.join(actor.permissions.has('ticket.read_all') ? [...own, rooms.everything()] : own);
    // What was revoked between the handshake and this moment found nobody in the rooms.
    this.start([client]);
  }

  private point(id: string): void {
    for (const room of [rooms.account(id), rooms.everything()]) this.sockets.push('/agent', room, 'changed', { kind: 'account', id, version: 0 });
  }

  private *staff(): Generator<Client> {
    for (const client of this.sockets.all()) if (client.isStaff()) yield client;
  }

  private start(clients: Iterable<Client>, whenGone: 'expired' | 'revoked' = 'expired'): void {
    this.review([...clients], whenGone).catch((fault: unknown) => this.log.warn({ fault }, 'live sessions will be reviewed later'));
  }

  /** Ends the sockets whose session is over or whose rights are no longer what they were. */
  private async review(clients: readonly Client[], whenGone: 'expired' | 'revoked'): Promise<void> {
    const ids = new Set(clients.flatMap(({ actor }) => actor.sessionId ?? []));
    if (ids.size === 0) return;
    const current = await this.doorkeeper.again([...ids]);
    for (const client of clients) {
      const now = current.get(client.actor.sessionId ?? '');
      if (!isStaff(client.actor) || (now && hasSameRights(client.actor, now))) continue;
      client.emit('session:revoked', { reason: now ? 'revoked' : whenGone });
      client.disconnect();
    }
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
