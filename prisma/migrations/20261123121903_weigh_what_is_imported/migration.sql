-- How much work a record makes, so that a commit of an import is never more than the database takes at once.
ALTER TABLE "ImportRecord" ADD COLUMN "weight" INTEGER NOT NULL DEFAULT 0;
