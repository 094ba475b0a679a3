-- What colleagues can, how each team gives out its tickets, what a ticket needs, and why somebody was given it.
-- Nothing of it is written where teams take by hand: no row is made for them, and none for their tickets.
CREATE TABLE "Skill" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Skill_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Skill_name_key" ON "Skill"("name");

CREATE TABLE "AccountSkill" (
    "accountId" UUID NOT NULL,
    "skillId" UUID NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 2,
    "givenById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "AccountSkill_pkey" PRIMARY KEY ("accountId","skillId"),
    CONSTRAINT "AccountSkill_level_known" CHECK ("level" BETWEEN 1 AND 3)
);
CREATE INDEX "AccountSkill_skillId_idx" ON "AccountSkill"("skillId");
ALTER TABLE "AccountSkill" ADD CONSTRAINT "AccountSkill_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AccountSkill" ADD CONSTRAINT "AccountSkill_skillId_fkey" FOREIGN KEY ("skillId") REFERENCES "Skill"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "RoutingProfile" (
    "accountId" UUID NOT NULL,
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ticketLimit" INTEGER NOT NULL DEFAULT 8,
    "changedById" UUID,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "RoutingProfile_pkey" PRIMARY KEY ("accountId")
);
ALTER TABLE "RoutingProfile" ADD CONSTRAINT "RoutingProfile_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "TeamRouting" (
    "teamId" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "byLanguage" BOOLEAN NOT NULL DEFAULT false,
    "skillRules" JSONB NOT NULL DEFAULT '[]',
    "fallbackMinutes" INTEGER,
    "giveBackMinutes" INTEGER,
    "changedById" UUID,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "TeamRouting_pkey" PRIMARY KEY ("teamId"),
    CONSTRAINT "TeamRouting_method_known" CHECK ("method" IN ('manual', 'round_robin', 'least_load'))
);
ALTER TABLE "TeamRouting" ADD CONSTRAINT "TeamRouting_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "TicketRouting" (
    "ticketId" UUID NOT NULL,
    "language" TEXT,
    "askedAt" TIMESTAMPTZ(3),
    "waitsSince" TIMESTAMPTZ(3),
    "waits" JSONB NOT NULL DEFAULT '[]',
    "wantsLanguage" TEXT,
    "wantsSkills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "fallbackAt" TIMESTAMPTZ(3),
    "lookedAt" TIMESTAMPTZ(3),
    CONSTRAINT "TicketRouting_pkey" PRIMARY KEY ("ticketId")
);
CREATE INDEX "TicketRouting_asked" ON "TicketRouting"("askedAt") WHERE "askedAt" IS NOT NULL;
ALTER TABLE "TicketRouting" ADD CONSTRAINT "TicketRouting_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "TicketSkill" (
    "ticketId" UUID NOT NULL,
    "skillId" UUID NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,
    "byKind" TEXT NOT NULL,
    "byId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "TicketSkill_pkey" PRIMARY KEY ("ticketId","skillId"),
    CONSTRAINT "TicketSkill_level_known" CHECK ("level" BETWEEN 1 AND 3)
);
CREATE INDEX "TicketSkill_skillId_idx" ON "TicketSkill"("skillId");
ALTER TABLE "TicketSkill" ADD CONSTRAINT "TicketSkill_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TicketSkill" ADD CONSTRAINT "TicketSkill_skillId_fkey" FOREIGN KEY ("skillId") REFERENCES "Skill"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "RoutingDecision" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "chatId" UUID,
    "accountId" UUID NOT NULL,
    "reasons" JSONB NOT NULL,
    "considered" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "RoutingDecision_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "RoutingDecision_ticketId_id_idx" ON "RoutingDecision"("ticketId", "id");
CREATE INDEX "RoutingDecision_accountId_createdAt_idx" ON "RoutingDecision"("accountId", "createdAt");
ALTER TABLE "RoutingDecision" ADD CONSTRAINT "RoutingDecision_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RoutingDecision" ADD CONSTRAINT "RoutingDecision_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
