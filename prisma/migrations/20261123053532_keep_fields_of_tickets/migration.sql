-- What an organisation asks of its tickets, and what stands there.
CREATE TABLE "CustomField" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "options" JSONB NOT NULL DEFAULT '[]',
    "multiline" BOOLEAN NOT NULL DEFAULT false,
    "decimals" INTEGER NOT NULL DEFAULT 0,
    "min" DOUBLE PRECISION,
    "max" DOUBLE PRECISION,
    "required" TEXT NOT NULL DEFAULT 'never',
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "when" JSONB,
    "builtIn" BOOLEAN NOT NULL DEFAULT false,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "CustomField_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "CustomField_kind_known" CHECK ("kind" IN ('text', 'number', 'date', 'choice', 'multi_choice', 'yes_no', 'link')),
    CONSTRAINT "CustomField_required_known" CHECK ("required" IN ('never', 'to_solve'))
);
CREATE UNIQUE INDEX "CustomField_key_key" ON "CustomField"("key");

CREATE TABLE "TicketFieldValue" (
    "ticketId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "nth" SMALLINT NOT NULL DEFAULT 0,
    "word" TEXT NOT NULL,
    "number" DOUBLE PRECISION,
    "day" DATE,
    "text" TEXT,
    CONSTRAINT "TicketFieldValue_pkey" PRIMARY KEY ("ticketId", "fieldId", "nth"),
    CONSTRAINT "TicketFieldValue_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "TicketFieldValue_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "CustomField"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- What filters ask: which tickets hold this word, a number or a day between two.
CREATE INDEX "TicketFieldValue_word_idx" ON "TicketFieldValue" ("fieldId", "word", "ticketId");
CREATE INDEX "TicketFieldValue_number_idx" ON "TicketFieldValue" ("fieldId", "number", "ticketId") WHERE "number" IS NOT NULL;
CREATE INDEX "TicketFieldValue_day_idx" ON "TicketFieldValue" ("fieldId", "day", "ticketId") WHERE "day" IS NOT NULL;

CREATE TABLE "TicketFieldChange" (
    "eventId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "byId" UUID,
    "before" JSONB,
    "after" JSONB,
    CONSTRAINT "TicketFieldChange_pkey" PRIMARY KEY ("eventId", "fieldId"),
    CONSTRAINT "TicketFieldChange_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "TicketFieldChange_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "CustomField"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "TicketFieldChange_ticketId_version_idx" ON "TicketFieldChange"("ticketId", "version");

-- What a complaint is besides a ticket: asked for where the type says so, and by nobody's force.
INSERT INTO "CustomField" ("id", "key", "kind", "names", "position", "options", "multiline", "when", "builtIn")
SELECT gen_random_uuid(), "key", "kind", "names"::jsonb, "position", "options"::jsonb, "multiline", '{"match": "all", "of": [{"by": "type", "in": ["complaint"]}]}', true
FROM (VALUES
  ('complaint_grievance', 'text', '{"en": "Grievance", "zh-CN": "投诉事由", "zh-TW": "申訴事由"}', 1, '[]', true),
  ('complaint_remedy', 'choice', '{"en": "Remedy sought", "zh-CN": "诉求", "zh-TW": "訴求"}', 2, '[
    {"key": "refund", "names": {"en": "Money back", "zh-CN": "退款", "zh-TW": "退款"}, "retired": false},
    {"key": "replacement", "names": {"en": "Another one", "zh-CN": "换货", "zh-TW": "換貨"}, "retired": false},
    {"key": "repair", "names": {"en": "Repair", "zh-CN": "维修", "zh-TW": "維修"}, "retired": false},
    {"key": "apology", "names": {"en": "An apology", "zh-CN": "道歉", "zh-TW": "道歉"}, "retired": false},
    {"key": "other", "names": {"en": "Something else", "zh-CN": "其他", "zh-TW": "其他"}, "retired": false}]', false),
  ('complaint_severity', 'choice', '{"en": "Severity", "zh-CN": "严重程度", "zh-TW": "嚴重程度"}', 3, '[
    {"key": "minor", "names": {"en": "Minor", "zh-CN": "轻微", "zh-TW": "輕微"}, "retired": false},
    {"key": "major", "names": {"en": "Major", "zh-CN": "较重", "zh-TW": "較重"}, "retired": false},
    {"key": "critical", "names": {"en": "Critical", "zh-CN": "严重", "zh-TW": "嚴重"}, "retired": false}]', false),
  ('complaint_deadline', 'date', '{"en": "Decide by", "zh-CN": "答复期限", "zh-TW": "答覆期限"}', 4, '[]', false),
  ('complaint_escalation', 'choice', '{"en": "Escalated to", "zh-CN": "升级至", "zh-TW": "升級至"}', 5, '[
    {"key": "lead", "names": {"en": "Team lead", "zh-CN": "组长", "zh-TW": "組長"}, "retired": false},
    {"key": "manager", "names": {"en": "Manager", "zh-CN": "经理", "zh-TW": "經理"}, "retired": false},
    {"key": "legal", "names": {"en": "Legal", "zh-CN": "法务", "zh-TW": "法務"}, "retired": false}]', false),
  ('complaint_outside', 'choice', '{"en": "Outside case", "zh-CN": "外部案件", "zh-TW": "外部案件"}', 6, '[
    {"key": "hotline_12315", "names": {"en": "12315", "zh-CN": "12315", "zh-TW": "12315"}, "retired": false},
    {"key": "mediation", "names": {"en": "Mediation", "zh-CN": "调解", "zh-TW": "調解"}, "retired": false},
    {"key": "chargeback", "names": {"en": "Chargeback", "zh-CN": "拒付", "zh-TW": "信用卡爭議款"}, "retired": false},
    {"key": "court", "names": {"en": "Court", "zh-CN": "诉讼", "zh-TW": "訴訟"}, "retired": false}]', false),
  ('complaint_case_number', 'text', '{"en": "Outside case number", "zh-CN": "外部案号", "zh-TW": "外部案號"}', 7, '[]', false),
  ('complaint_decision', 'choice', '{"en": "Decision", "zh-CN": "处理结果", "zh-TW": "處理結果"}', 8, '[
    {"key": "upheld", "names": {"en": "Upheld", "zh-CN": "成立", "zh-TW": "成立"}, "retired": false},
    {"key": "in_part", "names": {"en": "Upheld in part", "zh-CN": "部分成立", "zh-TW": "部分成立"}, "retired": false},
    {"key": "rejected", "names": {"en": "Not upheld", "zh-CN": "不成立", "zh-TW": "不成立"}, "retired": false},
    {"key": "withdrawn", "names": {"en": "Withdrawn", "zh-CN": "已撤诉", "zh-TW": "已撤回"}, "retired": false}]', false)
) AS shipped("key", "kind", "names", "position", "options", "multiline");
-- The number of an outside case is asked for where there is one.
UPDATE "CustomField" SET "when" = '{"match": "all", "of": [{"by": "type", "in": ["complaint"]}, {"by": "field", "key": "complaint_outside", "in": []}]}' WHERE "key" = 'complaint_case_number';

-- What customers have complained of so far.
INSERT INTO "TicketFieldValue" ("ticketId", "fieldId", "word", "text")
SELECT c."ticketId", f."id", left(lower(btrim(normalize(c."grievance", NFKC))), 200), c."grievance" FROM "Complaint" c, "CustomField" f WHERE f."key" = 'complaint_grievance' AND btrim(c."grievance") <> ''
UNION ALL SELECT c."ticketId", f."id", c."remedy", NULL FROM "Complaint" c, "CustomField" f WHERE f."key" = 'complaint_remedy'
UNION ALL SELECT c."ticketId", f."id", c."severity", NULL FROM "Complaint" c, "CustomField" f WHERE f."key" = 'complaint_severity';
