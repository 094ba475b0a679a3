import { Injectable } from '@nestjs/common';
import type { PersonRef } from '#contracts/common.js';
import { type ReadPlace, ReadersService } from '../accounts/readers.service.js';
import type { Tx } from '../platform/db.js';

/** Whose a callback is: of the one who said so as long as he may read its ticket, else of whoever has that. */
@Injectable()
export class CallbackOwner {
  constructor(private readonly readers: ReadersService) {}

  /** @returns null for nobody in particular */
  async of(db: Pick<Tx, 'account'>, ownerId: string | null, ticket: ReadPlace): Promise<PersonRef | null> {
    return ownerId === null ? null : ((await this.readers.of(db, ticket, [ownerId]))[0] ?? null);
  }

  /** @returns the account that is to call; null where nobody has the ticket */
  async whoCalls(db: Pick<Tx, 'account'>, ownerId: string | null, ticket: ReadPlace): Promise<string | null> {
    return (await this.of(db, ownerId, ticket))?.id ?? ticket.assigneeId;
  }
}
