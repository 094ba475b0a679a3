-- What customers were promised in nobody's presence, as due rows; complaints and callbacks with what they need.
-- CreateTable
CREATE TABLE "AnswerPromise" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "teamId" UUID,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "messageId" UUID NOT NULL,
    "publicSeq" INTEGER NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "warnAt" TIMESTAMPTZ(3),
    "basis" JSONB NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "warnedAt" TIMESTAMPTZ(3),
    "brokenAt" TIMESTAMPTZ(3),
    "keptAt" TIMESTAMPTZ(3),
    "keptById" UUID,
    "keptMessageId" UUID,
    "openSeconds" INTEGER,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnById" UUID,
    "withdrawnReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "AnswerPromise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Callback" (
    "promiseId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "country" TEXT,
    "windowFrom" TIMESTAMPTZ(3),
    "windowTo" TIMESTAMPTZ(3),
    "zone" TEXT,

    CONSTRAINT "Callback_pkey" PRIMARY KEY ("promiseId")
);

-- CreateTable
CREATE TABLE "CallAttempt" (
    "id" UUID NOT NULL,
    "promiseId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "result" TEXT NOT NULL,
    "note" TEXT,
    "nextDueAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CallAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Complaint" (
    "ticketId" UUID NOT NULL,
    "grievance" TEXT NOT NULL,
    "remedy" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("ticketId")
);

-- CreateTable
CREATE TABLE "PromiseTime" (
    "scope" TEXT NOT NULL,
    "answer" INTEGER,
    "callback" INTEGER,
    "complaint" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedBy" UUID,

    CONSTRAINT "PromiseTime_pkey" PRIMARY KEY ("scope")
);

-- CreateIndex
CREATE UNIQUE INDEX "AnswerPromise_messageId_key" ON "AnswerPromise"("messageId");

-- CreateIndex
CREATE INDEX "AnswerPromise_ticketId_idx" ON "AnswerPromise"("ticketId");

-- CreateIndex
CREATE INDEX "AnswerPromise_madeAt_idx" ON "AnswerPromise"("madeAt");

-- CreateIndex
CREATE INDEX "CallAttempt_promiseId_id_idx" ON "CallAttempt"("promiseId", "id");

-- AddForeignKey
ALTER TABLE "AnswerPromise" ADD CONSTRAINT "AnswerPromise_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerPromise" ADD CONSTRAINT "AnswerPromise_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Callback" ADD CONSTRAINT "Callback_promiseId_fkey" FOREIGN KEY ("promiseId") REFERENCES "AnswerPromise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallAttempt" ADD CONSTRAINT "CallAttempt_promiseId_fkey" FOREIGN KEY ("promiseId") REFERENCES "Callback"("promiseId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is still owed: at most one of a kind on a ticket, and quick to find for lists and sweeps however many were kept.
CREATE UNIQUE INDEX "AnswerPromise_unmet_key" ON "AnswerPromise"("ticketId", "kind") WHERE "state" IN ('open', 'broken');
CREATE INDEX "AnswerPromise_due_idx" ON "AnswerPromise"("dueAt") WHERE "state" = 'open';
