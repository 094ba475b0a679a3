-- A mailbox that is connected brings what comes from then on. Those that are read already go on as they began.
ALTER TABLE "Mailbox" ADD COLUMN "readFrom" TIMESTAMPTZ(3);
ALTER TABLE "Mailbox" ADD COLUMN "placing" INTEGER NOT NULL DEFAULT 0;
