import 'reflect-metadata';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { DiscoveryModule, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import * as z from 'zod';
import type { StaffActor, VisitorActor } from '../actor.js';
import { readEnv } from '../env.js';
import { Log } from '../log.js';
import { Problem } from '../problem.js';
import { ENV } from '../tokens.js';
import { AccessGuard } from './access.guard.js';
import { Authenticators } from './authenticators.js';
import { ContractPipe } from './contract.pipe.js';
import { refuseEarly } from './early.js';
import { Allow, Caller, ForVisitors, Public, SignedIn } from './endpoint.decorators.js';
import { ProblemFilter } from './problem.filter.js';
import { securityHeaders } from './security-headers.js';

const env = readEnv({ DATABASE_URL: 'postgresql://x/y', SECRET_KEY: 'k'.repeat(32), LOG_LEVEL: 'silent', ALLOWED_ORIGINS: 'https://shop.example' }, []);
const OWN = 'http://127.0.0.1:3000';
const ID = '0199c1de-0000-7000-8000-000000000001';
const agent: StaffActor = { kind: 'agent', id: ID, name: 'A', permissions: new Set(['ticket.read']), teamIds: [], sessionId: ID };
const visitor: VisitorActor = { kind: 'customer', id: ID, name: 'V', permissions: new Set(), teamIds: [], sessionId: null, channelId: ID, customerId: null };

const Draft = z.strictObject({ text: z.string() });

@Controller()
class Some {
  @Post('public')
  @Public()
  anybody() {
    return { ok: true };
  }

  @Get('mine')
  @SignedIn({ scope: 'ticket.read' })
  mine(@Caller() actor: StaffActor) {
    return { name: actor.name };
  }

  @Post('mine')
  @SignedIn({ scope: 'ticket.read' })
  write(@Body({ schema: Draft }) body: z.infer<typeof Draft>) {
    return body;
  }

  @Get('own')
  @SignedIn()
  own() {
    return { ok: true };
  }

  @Get('own/people')
  @SignedIn({ scope: 'account.manage' })
  ownPeople() {
    return { ok: true };
  }

  @Get('tickets/:id')
  @Allow('ticket.read')
  read(@Param('id', { schema: z.uuid() }) id: string) {
    return { id };
  }

  @Get('people')
  @Allow('account.manage')
  people() {
    return {};
  }

  @Get('talk')
  @ForVisitors()
  talk(@Caller() actor: VisitorActor) {
    return { name: actor.name };
  }

  @Get('refused')
  @Public()
  refused() {
    throw new Problem('request/too_many', undefined, { retryAfterMs: 1500 });
  }

  @Get('broken')
  @Public()
  broken() {
    throw new Error('the password of the database is hunter2');
  }
}

@Module({ imports: [DiscoveryModule], controllers: [Some], providers: [Log, { provide: ENV, useValue: env }] })
class Small {}

/** The edge as app.ts builds it, around a few endpoints. */
async function edge(): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(Small, new FastifyAdapter({ bodyLimit: 1024 }), {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  const authenticators = new Authenticators();
  const byToken = (secret: string) => Promise.resolve(secret === 'ac_good' ? agent : null);
  authenticators.registerStaff({ bySession: (secret) => Promise.resolve(secret === 'good' ? agent : null), byToken });
  authenticators.registerVisitors({ byToken: (secret) => Promise.resolve(secret === 'vt_good' ? visitor : null) });
  refuseEarly(app);
  securityHeaders(app, env);
  app.useGlobalGuards(new AccessGuard(app.get(Reflector), authenticators, env));
  app.useGlobalPipes(new ContractPipe());
  app.useGlobalFilters(new ProblemFilter(app.get(Log)));
  await app.init();
  return app;
}

interface Call {
  method?: 'GET' | 'POST' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  payload?: string | object;
}

describe('the edge', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await edge();
  }, 30_000);
  afterAll(() => app.close());

  const call = (given: Call) => app.inject({ method: 'GET', ...given });
  const codeOf = async (given: Call): Promise<unknown> => {
    const answer = await call(given);
    return answer.statusCode < 300 ? 'ok' : answer.json().code;
  };
  const cookie = { cookie: 'ac=good' };
  const forged = { ...cookie, 'content-type': 'application/json' };
  const honest = { ...forged, 'x-requested-with': 'aftercare', origin: OWN };
  const payload = { text: 'x' };

  it('lets a machine in by an explicit scope only, and a person always', async () => {
    for (const url of ['/own', '/own/people']) expect((await call({ url, headers: cookie })).json()).toEqual({ ok: true });
    const authorization = 'Bearer ac_good';
    expect(await codeOf({ url: '/own', headers: { authorization } })).toBe('session/person_required');
    expect(await codeOf({ url: '/own/people', headers: { authorization } })).toBe('permission/missing');
    expect(await codeOf({ url: '/own', headers: { ...cookie, authorization } })).toBe('session/person_required');
  });

  it('knows the staff by cookie or token, and visitors by theirs', async () => {
    expect((await call({ url: '/mine', headers: cookie })).json()).toEqual({ name: 'A' });
    expect((await call({ url: '/mine', headers: { authorization: 'Bearer ac_good' } })).json()).toEqual({ name: 'A' });
    expect((await call({ url: '/talk', headers: { authorization: 'Bearer vt_good' } })).json()).toEqual({ name: 'V' });
  });

  it.each([
    ['nobody', '/mine', {}, 'session/required'],
    ['a wrong cookie', '/mine', { cookie: 'ac=bad' }, 'session/required'],
    ['a cookie of another name', '/mine', { cookie: '__Host-ac=good' }, 'session/required'],
    ['a wrong token beside a good cookie', '/mine', { ...cookie, authorization: 'Bearer ac_bad' }, 'session/required'],
    ['a visitor', '/mine', { authorization: 'Bearer vt_good' }, 'session/required'],
    ['staff where visitors talk', '/talk', { authorization: 'Bearer ac_good' }, 'visitor/token_invalid'],
    ['a cookie where visitors talk', '/talk', cookie, 'visitor/token_invalid'],
    ['somebody without the permission', '/people', cookie, 'permission/missing'],
  ])('refuses %s', async (_, url, headers, code) => {
    expect(await codeOf({ url, headers: { ...headers } })).toBe(code);
  });

  it.each([
    ['without the header', forged, 'request/origin_refused'],
    ['from a foreign page', { ...honest, origin: 'https://evil.example' }, 'request/origin_refused'],
    ['from a page without an origin', { ...honest, origin: 'null' }, 'request/origin_refused'],
    ['across sites', { ...honest, 'sec-fetch-site': 'cross-site' }, 'request/origin_refused'],
    ['from our own page', honest, 'ok'],
    ['from an allowed page', { ...honest, origin: 'https://shop.example' }, 'ok'],
    ['from a program', { 'content-type': 'application/json', authorization: 'Bearer ac_good' }, 'ok'],
  ])('takes a change %s as it should', async (_, headers, code) => {
    expect(await codeOf({ method: 'POST', url: '/mine', headers, payload })).toBe(code);
  });

  it('lets no foreign page sign anybody in', async () => {
    expect(await codeOf({ method: 'POST', url: '/public', headers: { origin: 'https://evil.example' } })).toBe('request/origin_refused');
    expect(await codeOf({ method: 'POST', url: '/public' })).toBe('ok');
  });

  it.each([
    ['an unknown address', { url: '/none' }, 404, 'resource/not_found'],
    ['a method that is not there', { method: 'PUT', url: '/mine', headers: honest, payload }, 404, 'resource/not_found'],
    ['an id that is none', { url: '/tickets/1', headers: cookie }, 404, 'resource/not_found'],
    ['JSON that is none', { method: 'POST', url: '/mine', headers: honest, payload: '{"text":' }, 400, 'request/malformed'],
    ['a forged prototype', { method: 'POST', url: '/mine', headers: honest, payload: '{"text":"x","__proto__":{"a":1}}' }, 400, 'request/malformed'],
    ['an unknown field', { method: 'POST', url: '/mine', headers: honest, payload: { text: 'x', more: 1 } }, 400, 'request/invalid'],
    ['too much', { method: 'POST', url: '/mine', headers: honest, payload: { text: 'x'.repeat(2000) } }, 413, 'request/too_large'],
    [
      'a form',
      { method: 'POST', url: '/mine', headers: { ...honest, 'content-type': 'application/x-www-form-urlencoded' }, payload: 'text=x' },
      415,
      'request/unsupported_type',
    ],
    [
      'plain text',
      { method: 'POST', url: '/mine', headers: { ...honest, 'content-type': 'text/plain' }, payload: '{"text":"x"}' },
      415,
      'request/unsupported_type',
    ],
    ['a refusal', { url: '/refused' }, 429, 'request/too_many'],
    ['a fault', { url: '/broken' }, 500, 'server/fault'],
  ] satisfies [string, Call, number, string][])('answers %s with a problem of one shape', async (_, given, status, code) => {
    const answer = await call(given);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ type: `urn:aftercare:problem:${code}`, title: code, status, code, requestId: answer.headers['x-request-id'] });
    expect(answer.body).not.toContain('hunter2');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('says when to come back', async () => {
    const answer = await call({ url: '/refused' });
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.json().retryAfterMs).toBe(1500);
  });

  it('lets no answer be framed elsewhere or kept by a cache', async () => {
    const { headers } = await call({ url: '/api/v1/none' });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
  });
});
