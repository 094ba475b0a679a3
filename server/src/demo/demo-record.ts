import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Id } from '#contracts/common.js';
import { Database, type Tx } from '../platform/db.js';

const KEY = 'demo';
/** Where the visit that is under way is kept. */
export const VISIT_KEY = 'demo.visit';
const Removal = z.object({ askedBy: Id, askedAt: z.string() });
const Filled = z.object({
  channelId: Id,
  /** Somebody asked for the demo to go; a sweep is at it. */
  removal: Removal.optional(),
  cards: z.array(z.object({ role: z.enum(['agent', 'lead', 'manager', 'admin']), accountId: Id })),
});
/** What the demo shop is made of. Its presence says that the shop was filled, whole. */
export type Filled = z.infer<typeof Filled>;

@Injectable()
export class DemoRecord {
  constructor(private readonly db: Database) {}

  async read(tx: Pick<Tx, 'setting'> = this.db.prisma): Promise<Filled | null> {
    const row = await tx.setting.findUnique({ where: { key: KEY } });
    return row ? Filled.parse(row.value) : null;
  }

  async write(tx: Tx, filled: Filled): Promise<void> {
    await tx.setting.create({ data: { key: KEY, value: filled } });
  }

  async beginRemoval(tx: Tx, filled: Filled, removal: z.infer<typeof Removal>): Promise<void> {
    await tx.setting.update({ where: { key: KEY }, data: { value: { ...filled, removal } } });
  }

  async forget(tx: Tx): Promise<void> {
    await tx.setting.deleteMany({ where: { key: { in: [KEY, VISIT_KEY] } } });
  }
}
