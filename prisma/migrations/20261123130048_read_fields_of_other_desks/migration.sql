-- Fields of another desk, and companies, come as records of their own.
ALTER TABLE "ImportRecord" DROP CONSTRAINT "ImportRecord_kind_known";
ALTER TABLE "ImportRecord" ADD CONSTRAINT "ImportRecord_kind_known" CHECK ("kind" IN ('ticket', 'message', 'person', 'field', 'organization'));
