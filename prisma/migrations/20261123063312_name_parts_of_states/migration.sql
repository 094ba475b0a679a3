-- Names of the organisation's own for parts of a state.
CREATE TABLE "SubState" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "SubState_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "SubState_state_known" CHECK ("state" IN ('new', 'open', 'pending', 'on_hold', 'solved', 'closed'))
);
CREATE UNIQUE INDEX "SubState_key_key" ON "SubState"("key");
CREATE UNIQUE INDEX "SubState_default_key" ON "SubState"("state") WHERE "isDefault";

ALTER TABLE "Ticket" ADD COLUMN "subStateId" UUID;
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_subStateId_fkey" FOREIGN KEY ("subStateId") REFERENCES "SubState"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "Ticket_subStateId_idx" ON "Ticket"("subStateId") WHERE "subStateId" IS NOT NULL;

-- A sub-state belongs to its state: whatever moves a ticket, it leaves the one and takes the default of the other.
CREATE FUNCTION ticket_takes_sub_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."subStateId" := (SELECT "id" FROM "SubState" WHERE "state" = NEW."state" AND "isDefault" AND "retiredAt" IS NULL);
  RETURN NEW;
END
$$;
CREATE TRIGGER "Ticket_sub_state" BEFORE UPDATE OF "state" ON "Ticket" FOR EACH ROW WHEN (OLD."state" <> NEW."state") EXECUTE FUNCTION ticket_takes_sub_state();
