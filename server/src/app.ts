import cookie from '@fastify/cookie';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from './platform/clock.js';
import { AppModule } from './app.module.js';
import { AccessGuard } from './platform/edge/access.guard.js';
import { AnswerInterceptor } from './platform/edge/answer.interceptor.js';
import { assertAccessDeclared } from './platform/edge/access.check.js';
import { Authenticators } from './platform/edge/authenticators.js';
import { IdempotencyInterceptor } from './platform/edge/idempotency.js';
import { ContractPipe } from './platform/edge/contract.pipe.js';
import { LONGEST_BODY_MS, refuseEarly } from './platform/edge/early.js';
import { ProblemFilter } from './platform/edge/problem.filter.js';
import { newId } from './platform/ids.js';
import { Log } from './platform/log.js';
import { serveApiDocs } from './platform/edge/openapi.js';
import { securityHeaders } from './platform/edge/security-headers.js';
import { Sockets } from './platform/sockets/sockets.js';
import type { Env } from './platform/env.js';
import { serveWeb } from './platform/edge/web.js';

/** Builds the whole application: no connection is opened and nothing runs yet. */
export async function buildApp(env: Env): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: 128 * 1024,
    genReqId: () => newId(),
    trustProxy: env.TRUSTED_PROXIES.length > 0 ? env.TRUSTED_PROXIES : false,
    requestTimeout: LONGEST_BODY_MS,
    connectionTimeout: 60_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(env), adapter, { bufferLogs: true, abortOnError: false, bodyParser: false });
  app.useLogger(app.get(Log));
  await app.register(cookie);
  refuseEarly(app);
  securityHeaders(app, env);
  const reflector = app.get(Reflector);
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'metrics', 'widget/v1/panel', 'widget/v1/greet.js'] });
  app.useGlobalGuards(new AccessGuard(reflector, app.get(Authenticators), env));
  app.useGlobalPipes(new ContractPipe());
  app.useGlobalInterceptors(new AnswerInterceptor(reflector, env), new IdempotencyInterceptor(app.get(Clock)));
  app.useGlobalFilters(new ProblemFilter(app.get(Log)));
  assertAccessDeclared(app);
  serveApiDocs(app);
  if (env.roles.includes('web')) await serveWeb(app);
  return app;
}

/** The application, running but listening nowhere yet. The same for production and tests. */
export async function createApp(env: Env): Promise<NestFastifyApplication> {
  const app = await buildApp(env);
  await app.init();
  if (env.roles.includes('sockets')) app.get(Sockets).open();
  return app;
}
