-- CreateTable
CREATE TABLE "CannedReply" (
    "id" UUID NOT NULL,
    "ownerId" UUID,
    "teamId" UUID,
    "title" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "folder" TEXT,
    "shortcut" TEXT,
    "texts" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CannedReply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CannedReplyUse" (
    "cannedReplyId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 1,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CannedReplyUse_pkey" PRIMARY KEY ("cannedReplyId","accountId")
);

-- CreateIndex
CREATE INDEX "CannedReply_ownerId_idx" ON "CannedReply"("ownerId");

-- CreateIndex
CREATE INDEX "CannedReply_teamId_idx" ON "CannedReply"("teamId");

-- CreateIndex
CREATE INDEX "CannedReplyUse_accountId_idx" ON "CannedReplyUse"("accountId");

-- AddForeignKey
ALTER TABLE "CannedReply" ADD CONSTRAINT "CannedReply_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CannedReply" ADD CONSTRAINT "CannedReply_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CannedReplyUse" ADD CONSTRAINT "CannedReplyUse_cannedReplyId_fkey" FOREIGN KEY ("cannedReplyId") REFERENCES "CannedReply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CannedReplyUse" ADD CONSTRAINT "CannedReplyUse_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- A shortcut leads to one reply of a person, of a team, or of everybody. Nulls count as equal: they say whose it is.
CREATE UNIQUE INDEX "CannedReply_shortcut_key" ON "CannedReply"("ownerId", "teamId", "shortcut") NULLS NOT DISTINCT WHERE "shortcut" IS NOT NULL;
