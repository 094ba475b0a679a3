import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/db.js';
import { Relay } from '../platform/events/relay.js';

// Every row is held before it is judged: one that is being counted is judged by what it was counted by.
const MARK = `
  WITH held AS (
    SELECT c."ticketId", c."talked", c."waitingSince", c."firstStaffAt" FROM "TicketClock" c WHERE c."ticketId" = ANY($1::uuid[]) ORDER BY c."ticketId" FOR NO KEY UPDATE
  )
  UPDATE "TicketClock" c SET "talked" = true FROM held h JOIN "Timeline" t ON t."ticketId" = h."ticketId"
  WHERE c."ticketId" = h."ticketId" AND NOT h."talked" AND (h."waitingSince" IS DISTINCT FROM t."waitingSince" OR h."firstStaffAt" IS DISTINCT FROM t."firstStaffAt")`;

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
