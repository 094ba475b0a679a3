import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Actor } from '../actor.js';
import type { Env } from '../env.js';
import { Problem } from '../problem.js';
import { ENV } from '../tokens.js';
import { Authenticators } from './authenticators.js';
import { ACCESS, type Access } from './endpoint.decorators.js';
import { takeFrom } from './rate-limit.js';
import { bearerOf, cookieOf, requestOf } from './request.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Finds the caller, counts the call and holds the endpoint's access rule against it. */
@Injectable()
export class AccessGuard implements CanActivate {
  // As many calls a second as events on a socket.
  private readonly visitorCalls: RateLimiterMemory;
  private readonly staffCalls: RateLimiterMemory;

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticators: Authenticators,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.visitorCalls = new RateLimiterMemory({ points: env.VISITOR_EVENTS_PER_SECOND, duration: 1 });
    this.staffCalls = new RateLimiterMemory({ points: env.AGENT_EVENTS_PER_SECOND, duration: 1 });
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!access) throw new Error(`${context.getClass().name}.${context.getHandler().name} declares no access`);
    const request = requestOf(context);
    if (access.kind === 'shop') return true;
    if (access.kind === 'public') {
      this.refuseForeignOrigin(request);
      return true;
    }
    const isVisitor = access.kind === 'visitor' || (access.kind === 'anybody' && bearerOf(request)?.startsWith('vt_') === true);
    const actor = isVisitor ? await this.visitor(request) : await this.staff(request);
    await takeFrom(isVisitor ? this.visitorCalls : this.staffCalls, actor.id ?? '');
    if (access.kind === 'permission' && !actor.permissions.has(access.permission)) {
      throw new Problem('permission/missing', { permission: access.permission });
    }
    if (!isVisitor && bearerOf(request) !== null) this.refuseMachine(access, actor);
    request.actor = actor;
    return true;
  }

  /** What a person does for himself, an API token does by an explicit scope or not at all. */
  private refuseMachine(access: Access, actor: Actor): void {
    if (access.kind === 'permission' && !access.machines) throw new Problem('session/person_required');
    if (access.kind !== 'signed-in' && (access.kind !== 'anybody' || access.scope === null)) return;
    if (access.scope === null) throw new Problem('session/person_required');
    if (!actor.permissions.has(access.scope)) throw new Problem('permission/missing', { permission: access.scope });
  }

  private async visitor(request: FastifyRequest): Promise<Actor> {
    const token = bearerOf(request);
    const actor = token ? await this.authenticators.visitors.byToken(token) : null;
    if (!actor) throw new Problem('visitor/token_invalid');
    return actor;
  }

  private async staff(request: FastifyRequest): Promise<Actor> {
    const token = bearerOf(request);
    if (token) {
      const actor = await this.authenticators.staff.byToken(token);
      if (!actor) throw new Problem('session/required');
      return actor;
    }
    const secret = cookieOf(request.headers.cookie, cookieName(this.env));
    const actor = secret ? await this.authenticators.staff.bySession(secret) : null;
    if (!actor) throw new Problem('session/required');
    this.refuseForgery(request);
    return actor;
  }

  // A cookie travels with requests that other sites start. Those can neither set this header without a
  // preflight (which we never grant) nor hide where they come from.
  private refuseForgery(request: FastifyRequest): void {
    if (SAFE.has(request.method)) return;
    this.refuseForeignOrigin(request);
    if (request.headers['x-requested-with'] !== 'aftercare') throw new Problem('request/origin_refused');
  }

  private refuseForeignOrigin(request: FastifyRequest): void {
    if (SAFE.has(request.method)) return;
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (origin !== undefined && !isKnownOrigin(this.env, origin)) throw new Problem('request/origin_refused');
    if (site === 'cross-site') throw new Problem('request/origin_refused');
  }
}

export const isKnownOrigin = (env: Env, origin: string): boolean => env.ownOrigins.includes(origin) || env.ALLOWED_ORIGINS.includes(origin);

/** `__Host-` binds the cookie to this very host, which browsers grant on https only. */
export const cookieName = (env: Env): string => (env.PUBLIC_URL?.startsWith('https:') ? '__Host-ac' : 'ac');
