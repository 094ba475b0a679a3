import { Injectable } from '@nestjs/common';
import type { TeamKey } from '#prisma/demo/demo.types.js';
import { policiesFor } from '#prisma/demo/sla.js';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { DuePoliciesService } from '../sla/due-policies.service.js';

/** The due times of the demo shop: its policies. The tickets are counted by the same sweep that counts any other. */
@Injectable()
export class DemoDueTimesService {
  constructor(private readonly policies: DuePoliciesService) {}

  async write(tx: Tx, teams: ReadonlyMap<TeamKey, string>): Promise<void> {
    for (const draft of policiesFor(teams)) await this.policies.make(tx, SYSTEM, draft);
  }

  /** Takes back a policy that nobody has made his own by changing it. */
  async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    const untouched = await tx.duePolicy.findMany({ where: { id: { in: [...ids] }, version: 1 }, select: { id: true } });
    for (const { id } of untouched) await this.policies.remove(tx, SYSTEM, id);
  }
}
