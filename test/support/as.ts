import { io, type Socket } from 'socket.io-client';
import type { Permission } from '#contracts/permissions.js';
import type { Account, Prisma, Visitor } from '#prisma/generated/client.js';
import { aVisitor } from '#prisma/factories/customer.factory.js';
import { anAccount } from '#prisma/factories/people.factory.js';
import type { BuiltInRole } from '../../server/src/accounts/built-in-roles.js';
import { hashSecret, newId, newSecret } from '../../server/src/platform/ids.js';
import { ORIGIN, type TestApp } from './app.js';
import { HttpClient } from './http-client.js';
import { connected } from './sockets.js';

export interface StaffClient extends HttpClient {
  readonly account: Account;
  readonly cookie: string;
  /** A live connection of this session; resolves once the server has let it in. */
  socket(): Promise<Socket>;
}
export interface VisitorClient extends HttpClient {
  readonly visitor: Visitor;
  readonly token: string;
  socket(): Promise<Socket>;
}
type Person = Parameters<typeof anAccount>[1];

/** Clients that are signed in as somebody new. */
export const as = {
  /** Nobody at all. */
  stranger: (app: TestApp): HttpClient => new HttpClient(app.url, {}),

  /** A person of the staff: by built-in role or by exactly these permissions. */
  async agent(app: TestApp, person: Person & { role?: BuiltInRole; permissions?: readonly Permission[] } = {}): Promise<StaffClient> {
    const account = await anAccount(app.db, person);
    return as.session(app, account);
  },

  /** One more session of somebody who exists. */
  async session(app: TestApp, account: Account): Promise<StaffClient> {
    const secret = newSecret('');
    const now = app.clock.now();
    const expiresAt = new Date(now.getTime() + 30 * 24 * 3_600_000);
    await app.db.session.create({
      data: { id: newId(), accountId: account.id, tokenHash: hashSecret(secret), userAgent: 'test', createdAt: now, lastSeenAt: now, expiresAt },
    });
    const cookie = `ac=${secret}`;
    const client = new HttpClient(app.url, { cookie, 'x-requested-with': 'aftercare' });
    return Object.assign(client, {
      account,
      cookie,
      socket: () =>
        connected(io(`${app.url}/agent`, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { cookie, origin: ORIGIN } })),
    });
  },

  /** A browser with the widget. */
  async visitor(app: TestApp, fields: Partial<Omit<Prisma.VisitorUncheckedCreateInput, 'tokenHash'>> = {}): Promise<VisitorClient> {
    const { visitor, token } = await aVisitor(app.db, fields);
    const client = new HttpClient(app.url, { authorization: `Bearer ${token}` });
    return Object.assign(client, {
      visitor,
      token,
      socket: () => connected(io(`${app.url}/visitor`, { transports: ['websocket'], reconnection: false, forceNew: true, auth: { visitorToken: token } })),
    });
  },
};
