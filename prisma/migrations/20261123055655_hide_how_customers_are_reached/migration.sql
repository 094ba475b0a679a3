-- Whoever could read tickets has seen addresses and numbers until now, people and programs: nobody loses that unasked.
UPDATE "Role" SET "permissions" = array_append("permissions", 'customer.contact')
WHERE NOT 'customer.contact' = ANY("permissions") AND ('ticket.read' = ANY("permissions") OR 'ticket.read_all' = ANY("permissions"));
UPDATE "ApiToken" SET "scopes" = array_append("scopes", 'customer.contact')
WHERE NOT 'customer.contact' = ANY("scopes") AND ('ticket.read' = ANY("scopes") OR 'ticket.read_all' = ANY("scopes"));
-- A standard role for those who advise: they read, and write notes. What it may do is kept up to date at every start.
INSERT INTO "Role" ("id", "name", "builtIn", "permissions")
SELECT gen_random_uuid(), CASE WHEN EXISTS (SELECT 1 FROM "Role" WHERE "name" = 'Light agent') THEN 'Light agent (standard)' ELSE 'Light agent' END, 'light',
  ARRAY['ticket.read', 'ticket.note', 'profile.read', 'account.read']
WHERE EXISTS (SELECT 1 FROM "Role") ON CONFLICT DO NOTHING;
