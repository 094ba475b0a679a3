import { createRequire } from 'node:module';
import { join } from 'node:path';

const { Client } = createRequire(join(process.env.REPOSITORY, 'package.json'))('pg');
const client = new Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS words (word text)');
await client.end();
