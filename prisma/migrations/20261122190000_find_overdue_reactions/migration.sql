-- The sweep for reactions that never ran asks by name and time.
CREATE INDEX "Event_name_createdAt_idx" ON "Event"("name", "createdAt");
