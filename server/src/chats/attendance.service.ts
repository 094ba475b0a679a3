import { Inject, Injectable } from '@nestjs/common';
import { connectedSince } from '../accounts/connected.rules.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';

/** Who could attend to a chat at once. */
@Injectable()
export class AttendanceService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** The first of these people who is free. */
  async firstFree(tx: Tx, accountIds: readonly (string | null)[]): Promise<string | null> {
    for (const id of accountIds) if (id !== null && (await this.isFree(tx, id))) return id;
    return null;
  }

  /** Is this person there, available, and has a free place? */
  async isFree(tx: Tx, accountId: string): Promise<boolean> {
    const [found] = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Account" a
      WHERE a."id" = ${accountId}::uuid AND a."deactivatedAt" IS NULL AND a."availability" = 'online'
        AND EXISTS (SELECT 1 FROM "AccountRole" ar JOIN "Role" r ON r."id" = ar."roleId" WHERE ar."accountId" = a."id" AND 'chat.accept' = ANY(r."permissions"))
        AND EXISTS (SELECT 1 FROM "SocketLease" l WHERE l."accountId" = a."id" AND l."seenAt" > ${connectedSince(this.clock.now())})
        AND a."capacity" > (SELECT count(*) FROM "Chat" c WHERE (c."state" = 'accepted' AND c."agentId" = a."id") OR (c."state" = 'offered' AND c."offeredToId" = a."id"))`;
    return found !== undefined;
  }
}
