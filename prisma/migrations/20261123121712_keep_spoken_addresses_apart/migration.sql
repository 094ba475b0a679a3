-- An address that was only told to us recognises nobody: who names one on the telephone is somebody of his own.
ALTER TABLE "Visitor" ADD COLUMN "spoken" BOOLEAN NOT NULL DEFAULT false;
-- Whether a number is that of whoever a ticket is for: he was chosen by it or made by the call, and it reached him.
ALTER TABLE "PhoneCall" ADD COLUMN "names" BOOLEAN NOT NULL DEFAULT false;
UPDATE "PhoneCall" c SET "names" = true FROM "Ticket" k LEFT JOIN "Visitor" v ON v."id" = k."visitorId" LEFT JOIN "Channel" ch ON ch."id" = v."channelId"
WHERE k."id" = c."ticketId" AND c."opened" AND c."result" IN ('reached', 'resolved', 'callback_wanted') AND (k."customerId" IS NOT NULL OR v."email" IS NULL OR ch."kind" <> 'mailbox');
