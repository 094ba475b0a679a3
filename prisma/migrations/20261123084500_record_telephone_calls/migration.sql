-- Every telephone call stands in one table. Attempts to call back are calls as well: the table is widened, its rows stay.
ALTER TABLE "CallAttempt" RENAME TO "PhoneCall";
ALTER TABLE "PhoneCall" RENAME CONSTRAINT "CallAttempt_pkey" TO "PhoneCall_pkey";
ALTER TABLE "PhoneCall" DROP CONSTRAINT "CallAttempt_promiseId_fkey";
ALTER INDEX "CallAttempt_promiseId_id_idx" RENAME TO "PhoneCall_promiseId_id_idx";
ALTER TABLE "PhoneCall"
  ADD COLUMN "ticketId" UUID,
  ADD COLUMN "direction" TEXT NOT NULL DEFAULT 'out',
  ADD COLUMN "number" TEXT,
  ADD COLUMN "noteId" UUID,
  ADD COLUMN "opened" BOOLEAN NOT NULL DEFAULT false,
  ALTER COLUMN "promiseId" DROP NOT NULL;
UPDATE "PhoneCall" c SET "ticketId" = p."ticketId", "number" = b."number" FROM "AnswerPromise" p JOIN "Callback" b ON b."promiseId" = p."id" WHERE p."id" = c."promiseId";
ALTER TABLE "PhoneCall" ALTER COLUMN "ticketId" SET NOT NULL, ALTER COLUMN "direction" DROP DEFAULT;
CREATE UNIQUE INDEX "PhoneCall_noteId_key" ON "PhoneCall"("noteId");
CREATE INDEX "PhoneCall_ticketId_id_idx" ON "PhoneCall"("ticketId", "id");
CREATE INDEX "PhoneCall_number_idx" ON "PhoneCall"("number");
ALTER TABLE "PhoneCall" ADD CONSTRAINT "PhoneCall_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PhoneCall" ADD CONSTRAINT "PhoneCall_promiseId_fkey" FOREIGN KEY ("promiseId") REFERENCES "Callback"("promiseId") ON DELETE SET NULL ON UPDATE CASCADE;

-- Who is to call back, and whom a number belongs to.
ALTER TABLE "Callback" ADD COLUMN "ownerId" UUID;
ALTER TABLE "Callback" ADD CONSTRAINT "Callback_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "Callback_number_idx" ON "Callback"("number");
CREATE INDEX "Callback_ownerId_idx" ON "Callback"("ownerId");
CREATE INDEX "AnswerPromise_phone_idx" ON "AnswerPromise"("phone");
