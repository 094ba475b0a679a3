import { Injectable } from '@nestjs/common';
import type { Me } from '#contracts/accounts.js';
import { MeService } from '../accounts/me.service.js';
import type { Actor } from '../platform/actor.js';
import { afterCommit, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { FilesService } from './files.service.js';
import { UploadsService } from './uploads.service.js';

const PLACE = '/api/v1/portraits/';

/** A person's own picture, shown to colleagues and customers. */
@Injectable()
export class PortraitsService {
  constructor(
    private readonly files: FilesService,
    private readonly uploads: UploadsService,
    private readonly people: MeService,
    private readonly events: Events,
  ) {}

  /** @throws Problem file/not_found when it is no unsent picture of the caller's */
  async choose(tx: Tx, actor: Actor, fileId: string): Promise<Me> {
    await this.files.makePublic(tx, actor, fileId, 'portrait');
    return this.change(tx, actor, `${PLACE}${fileId}`);
  }

  async drop(tx: Tx, actor: Actor): Promise<Me> {
    return this.change(tx, actor, null);
  }

  private async change(tx: Tx, actor: Actor, pictureUrl: string | null): Promise<Me> {
    const id = actor.id ?? '';
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const old = await tx.file.findMany({ where: { ownerKind: 'agent', ownerId: id, purpose: 'portrait', id: { not: pictureUrl?.slice(PLACE.length) ?? id } } });
    await tx.account.update({ where: { id }, data: { pictureUrl, version: { increment: 1 } } });
    await tx.file.deleteMany({ where: { id: { in: old.map((file) => file.id) } } });
    await this.events.record(tx, actor, 'account.changed', id, { accountId: id });
    afterCommit(tx, () => old.forEach((file) => void this.uploads.discard(file)));
    return this.people.read(tx, id);
  }
}
