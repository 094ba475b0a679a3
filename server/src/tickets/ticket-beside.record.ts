import type { ChatState } from '#contracts/tickets.js';
import { reachSql } from '../accounts/reach.policy.js';

/** What stands beside a talk, apart from what its row in the list shows: a row of `BESIDE`. */
export interface BesideRecord {
  readonly head: number;
  /** The customer's reading mark, counted as the staff counts; 0 for nothing read. */
  readonly readSeq: number;
  readonly shop: string;
  readonly imported: boolean;
  readonly linkedFromId: string | null;
  readonly mergedIntoId: string | null;
  readonly mergedIntoNumber: number | null;
  readonly subStateId: string | null;
  readonly subStateKey: string | null;
  readonly subStateNames: unknown;
  readonly spamAt: Date | null;
  readonly spamBy: string | null;
  readonly visitorId: string | null;
  readonly visitorName: string | null;
  /** Proven for the customer, else what the visitor says of himself. */
  readonly visitorEmail: string | null;
  readonly verified: boolean;
  readonly blocked: boolean;
  readonly locale: string | null;
  readonly zone: string | null;
  readonly userAgent: string | null;
  readonly pageUrl: string | null;
  readonly pageTitle: string | null;
  readonly firstSeenAt: Date | null;
  readonly chatId: string | null;
  readonly chatState: ChatState | null;
  readonly offeredToId: string | null;
  readonly offerExpiresAt: Date | null;
  readonly queuedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly endedAt: Date | null;
  readonly reservedUntil: Date | null;
  readonly contactReason: string | null;
  readonly result: string | null;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly agentPicture: string | null;
  readonly keptForId: string | null;
  readonly keptForName: string | null;
  readonly keptForPicture: string | null;
}

/** Of the ticket $1. One statement: it is read with every opened ticket and answers every deed. */
export const BESIDE = `
  SELECT t."staffHead" AS "head", coalesce(read."staffSeq", 0) AS "readSeq", st."name" AS "shop", k."importedAt" IS NOT NULL AS "imported",
    k."linkedFromId", k."mergedIntoId", into_."number" AS "mergedIntoNumber", ss."id" AS "subStateId", ss."key" AS "subStateKey", ss."names" AS "subStateNames",
    k."spamAt", marker."name" AS "spamBy",
    v."id" AS "visitorId", coalesce(cu."name", v."name") AS "visitorName", coalesce(proven."value", v."email") AS "visitorEmail", coalesce(v."verified", false) AS "verified", v."blockedAt" IS NOT NULL AS "blocked",
    v."locale", v."zone", v."userAgent", v."pageUrl", v."pageTitle", v."createdAt" AS "firstSeenAt",
    c."id" AS "chatId", c."state" AS "chatState", c."offeredToId", c."offerExpiresAt", c."queuedAt", c."acceptedAt", c."endedAt", c."reservedUntil", c."contactReason", c."result",
    agent."id" AS "agentId", agent."name" AS "agentName", agent."pictureUrl" AS "agentPicture", kept."id" AS "keptForId", kept."name" AS "keptForName", kept."pictureUrl" AS "keptForPicture"
  FROM "Ticket" k
    JOIN "Timeline" t ON t."ticketId" = k."id"
    JOIN "Channel" ch ON ch."id" = k."channelId" JOIN "Store" st ON st."id" = ch."storeId"
    LEFT JOIN "Ticket" into_ ON into_."id" = k."mergedIntoId"
    LEFT JOIN "SubState" ss ON ss."id" = k."subStateId"
    LEFT JOIN "Account" marker ON marker."id" = k."spamById"
    LEFT JOIN "Visitor" v ON v."id" = k."visitorId"
    LEFT JOIN "Customer" cu ON cu."id" = k."customerId"
    LEFT JOIN LATERAL (SELECT i."value" FROM "CustomerIdentity" i WHERE i."customerId" = cu."id" AND i."kind" = 'email' AND i."proof" <> 'claimed' ORDER BY i."id" LIMIT 1) proven ON true
    LEFT JOIN LATERAL (SELECT * FROM "Chat" WHERE "ticketId" = k."id" ORDER BY "id" DESC LIMIT 1) c ON true
    LEFT JOIN "Account" agent ON agent."id" = c."agentId"
    LEFT JOIN "Account" kept ON kept."id" = c."reservedForId"
    LEFT JOIN LATERAL (SELECT m."staffSeq" FROM "Message" m
      WHERE m."ticketId" = k."id" AND t."customerReadSeq" > 0 AND m."publicSeq" = t."customerReadSeq" AND m."staffSeq" >= t."customerReadSeq" LIMIT 1) read ON true
  WHERE k."id" = $1::uuid`;

/** Another ticket of the same person. */
export interface EarlierRecord {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly lastMessageAt: Date;
  readonly preview: string | null;
}

/** The latest of the person whose ticket $4 is, as far as the reader of $1 to $3 reaches. */
export const EARLIER = `
  SELECT o."id", o."number", o."state", t."lastMessageAt", t."preview"
  FROM "Ticket" o JOIN "Timeline" t ON t."ticketId" = o."id"
  WHERE o."id" <> $4::uuid AND ${reachSql('o')} AND o."id" IN (
    SELECT s."id" FROM "Ticket" k JOIN "Ticket" s ON s."visitorId" = k."visitorId" WHERE k."id" = $4::uuid
    UNION SELECT s."id" FROM "Ticket" k JOIN "Ticket" s ON s."customerId" = k."customerId" WHERE k."id" = $4::uuid)
  ORDER BY o."id" DESC LIMIT 10`;
