import 'reflect-metadata';
import { buildApp } from './app.js';
import { openApiDocument } from './platform/edge/openapi.js';
import { readEnv } from './platform/env.js';

// Prints the OpenAPI document of this build. It reads no row, so the address of the database need not exist.
const app = await buildApp(readEnv({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', LOG_LEVEL: 'silent' }, ['--run', 'sockets']));
process.stdout.write(`${JSON.stringify(openApiDocument(app), null, 2)}\n`, () => process.exit(0));
