import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Id } from '#contracts/common.js';
import { Database, type Tx } from '../platform/db.js';

const KEY = 'demo';
const Filled = z.object({ channelId: Id, cards: z.array(z.object({ role: z.enum(['agent', 'lead', 'manager', 'admin']), accountId: Id })) });
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
}
