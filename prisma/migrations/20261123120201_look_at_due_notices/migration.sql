-- When the sweep looks at a notice next: those that are not due are not read.
ALTER TABLE "Notice" ADD COLUMN "lookAt" TIMESTAMPTZ(3);
UPDATE "Notice" SET "lookAt" = coalesce("letterAt", "createdAt") WHERE "seenAt" IS NULL;
CREATE INDEX "Notice_lookAt_idx" ON "Notice"("lookAt", "id") WHERE "lookAt" IS NOT NULL;
DROP INDEX "Notice_letterAt_idx";
-- Notices that are over, the oldest first.
CREATE INDEX "Notice_createdAt_idx" ON "Notice"("createdAt");
