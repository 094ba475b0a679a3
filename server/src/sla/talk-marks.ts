import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/db.js';
import { Relay } from '../platform/events/relay.js';

const MARK = `
  WITH went AS (
    SELECT c."ticketId" FROM "TicketClock" c JOIN "Timeline" t ON t."ticketId" = c."ticketId"
    WHERE c."ticketId" = ANY($1::uuid[]) AND NOT c."talked" AND (c."waitingSince" IS DISTINCT FROM t."waitingSince" OR c."firstStaffAt" IS DISTINCT FROM t."firstStaffAt")
    ORDER BY c."ticketId" FOR NO KEY UPDATE OF c
  )
  UPDATE "TicketClock" c SET "talked" = true FROM went WHERE c."ticketId" = went."ticketId"`;

/**
 * Marks the tickets in whose talk somebody began to wait or got an answer. One statement for a whole batch of the relay:
 * a reaction would be a job for every message of every chat.
 */
@Injectable()
export class TalkMarks implements OnModuleInit {
  constructor(private readonly relay: Relay, private readonly db: Database) {}

  onModuleInit(): void {
    this.relay.onLease('message.posted', async (ticketIds) => {
      await this.db.pool.query({ name: 'sla-mark-talks', text: MARK, values: [ticketIds] });
    });
  }
}
