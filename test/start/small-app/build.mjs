import { cpSync, mkdirSync } from 'node:fs';

mkdirSync('dist/server/src', { recursive: true });
cpSync('server/src/main.mjs', 'dist/server/src/main.js');
