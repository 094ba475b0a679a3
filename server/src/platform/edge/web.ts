import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem.js';

/** Where the built pages are: `dist/web` beside `dist/server`, or of the work tree when run from source. */
const candidates = ['../../../../web', '../../../../dist/web'].map((up) => fileURLToPath(new URL(up, import.meta.url)));
export const WEB_ROOT = candidates.find((folder) => existsSync(path.join(folder, 'console'))) ?? candidates[0] ?? '';

const IMMUTABLE = /\/assets\//;
/** Single-page apps: any address below answers with their page. */
const APPS = [
  { prefix: '/console', page: 'console/index.html' },
  { prefix: '/demo-shop', page: 'demo-shop/shop.html' },
];

/** Serves the built pages. Files with a hash in their name are kept for ever, pages never. */
export async function serveWeb(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyStatic, {
    root: WEB_ROOT,
    serve: false,
    preCompressed: true,
    setHeaders: (reply, file) => {
      void reply.header('cache-control', IMMUTABLE.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const fastify = app.getHttpAdapter().getInstance();
  const file = (name: string) => (_: FastifyRequest, reply: FastifyReply) => reply.sendFile(name);
  fastify.get('/', file('demo-shop/index.html'));
  fastify.get('/favicon.ico', file('console/favicon.ico'));
  // What shop pages of other origins load: the loader as a script, its second half as a module.
  const lent = (name: string) => (_: FastifyRequest, reply: FastifyReply) =>
    reply.header('cross-origin-resource-policy', 'cross-origin').header('access-control-allow-origin', '*').sendFile(name);
  fastify.get('/widget/v1.js', lent('widget/v1.js'));
  fastify.get('/widget/v1/line.js', lent('widget/line.js'));
  for (const folder of ['console', 'demo-shop']) {
    fastify.get(`/${folder}/assets/*`, (request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) => reply.sendFile(`${folder}/assets/${request.params['*']}`));
  }
  fastify.get('/widget/v1/assets/*', (request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) => reply.sendFile(`widget/assets/${request.params['*']}`));
  for (const { prefix, page } of APPS) {
    fastify.get(prefix, (_: FastifyRequest, reply: FastifyReply) => reply.redirect(`${prefix}/`));
    fastify.get(`${prefix}/*`, file(page));
  }
}

/** One built page as text, for those that need headers of their own. */
export const readPage = (name: string): Promise<string> =>
  readFile(path.join(WEB_ROOT, name), 'utf8').catch(() => {
    throw new Problem('resource/not_found');
  });
