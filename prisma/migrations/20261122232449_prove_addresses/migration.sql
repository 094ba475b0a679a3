CREATE TABLE "AddressProof" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "askedById" UUID,
    "customerId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    CONSTRAINT "AddressProof_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ProofCode" (
    "id" UUID NOT NULL,
    "proofId" UUID NOT NULL,
    "visitorId" UUID,
    "hash" BYTEA,
    "expiresAt" TIMESTAMPTZ(3),
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "ProofCode_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "AddressProof_ticketId_id_idx" ON "AddressProof"("ticketId", "id");
CREATE INDEX "AddressProof_kind_address_idx" ON "AddressProof"("kind", "address");
-- One waits at a time, whatever else goes wrong.
CREATE UNIQUE INDEX "AddressProof_open_key" ON "AddressProof"("ticketId") WHERE "state" = 'open';
CREATE INDEX "ProofCode_proofId_id_idx" ON "ProofCode"("proofId", "id");
CREATE INDEX "ProofCode_visitorId_createdAt_idx" ON "ProofCode"("visitorId", "createdAt");

ALTER TABLE "AddressProof" ADD CONSTRAINT "AddressProof_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AddressProof" ADD CONSTRAINT "AddressProof_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "ProofCode" ADD CONSTRAINT "ProofCode_proofId_fkey" FOREIGN KEY ("proofId") REFERENCES "AddressProof"("id") ON DELETE CASCADE ON UPDATE CASCADE;
