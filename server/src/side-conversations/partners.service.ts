import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type Partner, type PartnerDraft, PartnerKind } from '#contracts/side-conversations.js';
import type { Partner as Row } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { unlessTaken } from '../platform/duplicate.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';

/** The address book: whom staff writes to beside tickets. */
@Injectable()
export class PartnersService {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(): Promise<{ items: Partner[] }> {
    return { items: (await this.db.prisma.partner.findMany({ orderBy: [{ kind: 'asc' }, { name: 'asc' }, { id: 'asc' }] })).map(present) };
  }

  /** @throws Problem partner/address_taken */
  async add(tx: Tx, actor: Actor, draft: z.infer<typeof PartnerDraft>): Promise<Partner> {
    const id = newId();
    const row = await unlessTaken('partner/address_taken', tx.partner.create({ data: { id, ...draft, createdAt: this.clock.now() } }));
    await this.events.record(tx, actor, 'partner.made', id, { partnerId: id });
    return present(row);
  }

  /** @throws Problem resource/not_found, request/stale, partner/address_taken */
  async change(tx: Tx, actor: Actor, id: string, draft: z.infer<typeof PartnerDraft>, version: number | null): Promise<Partner> {
    if ((await tx.partner.count({ where: { id } })) === 0) throw new Problem('resource/not_found');
    const { count } = await unlessTaken('partner/address_taken', tx.partner.updateMany({ where: { id, ...(version === null ? {} : { version }) }, data: { ...draft, version: { increment: 1 } } }));
    if (count === 0) throw new Problem('request/stale');
    await this.events.record(tx, actor, 'partner.changed', id, { partnerId: id });
    return present(await tx.partner.findUniqueOrThrow({ where: { id } }));
  }

  /** Out of the book; what was written to him stays. */
  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const { count } = await tx.partner.deleteMany({ where: { id } });
    if (count === 0) throw new Problem('resource/not_found');
    await this.events.record(tx, actor, 'partner.removed', id, { partnerId: id });
    return { ok: true };
  }
}

const present = ({ id, name, address, kind, version }: Row): Partner => ({ id, name, address, kind: PartnerKind.parse(kind), version });
