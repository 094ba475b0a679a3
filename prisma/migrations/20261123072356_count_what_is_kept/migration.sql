-- Runs of the last week, runs to forget, and deliveries by their state are counted without reading the rest.
CREATE INDEX "RuleRun_ruleId_createdAt_idx" ON "RuleRun"("ruleId", "createdAt");
CREATE INDEX "WebhookDelivery_endpointId_state_idx" ON "WebhookDelivery"("endpointId", "state");
