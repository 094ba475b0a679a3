import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Me } from '#contracts/accounts.js';
import { cookieName } from '../platform/edge/access.guard.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';
import { SESSION_LIFE_MS } from './session.rules.js';
import type { Opened } from './sessions.service.js';

/** The cookie that carries a session: out of reach for scripts, and for requests that other sites start. */
@Injectable()
export class SessionCookie {
  private readonly name: string;
  private readonly secure: boolean;

  constructor(@Inject(ENV) env: Env) {
    this.name = cookieName(env);
    this.secure = this.name.startsWith('__Host-');
  }

  grant(reply: FastifyReply, opened: Opened): Me {
    void reply.header('cache-control', 'no-store').setCookie(this.name, opened.secret, { ...this.scope, maxAge: SESSION_LIFE_MS / 1000 });
    return opened.me;
  }

  clear<T>(reply: FastifyReply, answer: T): T {
    void reply.clearCookie(this.name, this.scope);
    return answer;
  }

  private get scope() {
    return { httpOnly: true, sameSite: 'lax', path: '/', secure: this.secure } as const;
  }
}
