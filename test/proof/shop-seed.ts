import { randomBytes, randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import type { WidgetSettings } from '#contracts/channels.js';

export interface Seed {
  widgetKey: string;
  email: string;
  password: string;
}

/** What must be there before the public ways can do the rest: one admin, and one shop with its widget. */
export async function seedShop(databaseUrl: string): Promise<Seed> {
  const [accountId, storeId] = [randomUUID(), randomUUID()];
  const seed = { widgetKey: `proof-${randomUUID()}`, email: 'admin@proof.test', password: randomBytes(16).toString('hex') };
  const settings: WidgetSettings = {
    accent: '#3355aa',
    logoId: null,
    position: 'right',
    theme: 'auto',
    greeting: {},
    quickQuestions: {},
    allowedOrigins: [], automatic: {}, greetings: [], visits: false, identityKeys: [],
    preChat: { enabled: false, skippable: true, fields: [] },
  };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('INSERT INTO "Account" ("id", "email", "name", "passwordHash") VALUES ($1, $2, $3, $4)', [
      accountId,
      seed.email,
      'Proof Admin',
      await hash(seed.password),
    ]);
    await client.query(`INSERT INTO "AccountRole" ("accountId", "roleId") SELECT $1, "id" FROM "Role" WHERE "builtIn" = 'admin'`, [accountId]);
    await client.query('INSERT INTO "Store" ("id", "name") VALUES ($1, $2)', [storeId, 'Proof Shop']);
    await client.query(`INSERT INTO "Channel" ("id", "storeId", "kind", "name", "key", "secret", "settings") VALUES ($1, $2, 'widget', 'Proof', $3, $4, $5)`, [
      randomUUID(),
      storeId,
      seed.widgetKey,
      randomBytes(32).toString('hex'),
      JSON.stringify(settings),
    ]);
    return seed;
  } finally {
    await client.end();
  }
}
