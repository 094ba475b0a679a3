CREATE TABLE "SettingChange" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" UUID,
    "version" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "SettingChange_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "SettingChange_kind_subjectId_id_idx" ON "SettingChange"("kind", "subjectId", "id");

ALTER TABLE "SettingChange" ADD CONSTRAINT "SettingChange_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
