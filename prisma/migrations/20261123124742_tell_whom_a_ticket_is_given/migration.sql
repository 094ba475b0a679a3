-- Whoever is given a ticket is pointed to it: once per deed, with why.
ALTER TABLE "Notice" DROP CONSTRAINT "Notice_kind_check";
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_kind_check" CHECK ("kind" IN ('mentioned', 'followed', 'assigned'));
ALTER TABLE "Notice" ADD COLUMN "because" TEXT;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_because_check" CHECK ("because" IN ('rule', 'routing', 'callback'));
ALTER TABLE "Notice" ADD COLUMN "eventId" UUID;
CREATE UNIQUE INDEX "Notice_accountId_eventId_key" ON "Notice"("accountId", "eventId");
