CREATE TABLE "DemoRow" (
    "kind" TEXT NOT NULL,
    "rowId" UUID NOT NULL,
    CONSTRAINT "DemoRow_pkey" PRIMARY KEY ("kind","rowId")
);

-- A demo that was filled before: its people and teams by the shop's domain, its talk by the ids that only scripts give.
INSERT INTO "DemoRow" ("kind", "rowId") SELECT 'account', "id" FROM "Account" WHERE "email" LIKE '%@hearthandtrail.example' AND EXISTS (SELECT 1 FROM "Setting" WHERE "key" = 'demo');
INSERT INTO "DemoRow" ("kind", "rowId") SELECT 'team', t."id" FROM "Team" t WHERE t."name" IN ('Pre-sales', 'After-sales', '中文客服') AND EXISTS (SELECT 1 FROM "Setting" WHERE "key" = 'demo');
INSERT INTO "DemoRow" ("kind", "rowId") SELECT 'ticket', t."id" FROM "Ticket" t WHERE EXISTS (SELECT 1 FROM "Setting" WHERE "key" = 'demo')
  AND EXISTS (SELECT 1 FROM "Message" m WHERE m."ticketId" = t."id" AND m."staffSeq" = 1 AND m."clientMessageId" LIKE 'demo-' || t."id" || '-%');
INSERT INTO "DemoRow" ("kind", "rowId") SELECT DISTINCT 'visitor', t."visitorId" FROM "Ticket" t JOIN "DemoRow" d ON d."kind" = 'ticket' AND d."rowId" = t."id" WHERE t."visitorId" IS NOT NULL;
INSERT INTO "DemoRow" ("kind", "rowId") SELECT DISTINCT 'customer', t."customerId" FROM "Ticket" t JOIN "DemoRow" d ON d."kind" = 'ticket' AND d."rowId" = t."id" WHERE t."customerId" IS NOT NULL;
