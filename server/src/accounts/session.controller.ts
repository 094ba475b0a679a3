import { Body, Controller, Delete, Get, Headers, Ip, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { LinkSignIn, Me, Sessions, SignIn } from '#contracts/accounts.js';
import { Done, Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, Public, Returns, SignedIn } from '../platform/edge/endpoint.decorators.js';
import { AccountLinks } from './account-links.js';
import { MeService } from './me.service.js';
import { SessionCookie } from './session.cookie.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('session')
@Controller()
export class SessionController {
  constructor(
    private readonly db: Database,
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly links: AccountLinks,
    private readonly people: MeService,
    private readonly cookie: SessionCookie,
  ) {}

  /** The password is proven before the transaction opens: hashing must not hold a connection. */
  @Post('session')
  @Public()
  @Returns(Me)
  open(
    @Body({ schema: SignIn }) body: z.infer<typeof SignIn>,
    @Ip() address: string,
    @Headers('user-agent') agent = '',
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.signIn
      .prove(body, address)
      .then((proof) => this.db.transaction((tx) => this.signIn.open(tx, proof, agent)))
      .then((opened) => this.cookie.grant(reply, opened));
  }

  @Post('session/link')
  @Public()
  @Returns(Me)
  enter(@Body({ schema: LinkSignIn }) body: z.infer<typeof LinkSignIn>, @Headers('user-agent') agent = '', @Res({ passthrough: true }) reply: FastifyReply) {
    return this.db
      .transaction(async (tx) => this.sessions.open(tx, await this.links.redeem(tx, 'sign_in', body.token), agent))
      .then((opened) => this.cookie.grant(reply, opened));
  }

  @Get('session')
  @SignedIn({ scope: 'profile.read' })
  @Returns(Me)
  read(@Caller() actor: Actor) {
    return this.people.of(actor);
  }

  @Delete('session')
  @SignedIn()
  @Returns(Done)
  async close(@Caller() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.cookie.clear(reply, await this.db.transaction((tx) => this.sessions.close(tx, actor)));
  }

  @Get('sessions')
  @SignedIn()
  @Returns(Sessions)
  list(@Caller() actor: Actor) {
    return this.sessions.list(actor);
  }

  @Delete('sessions')
  @SignedIn()
  @Returns(Done)
  async closeAll(@Caller() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.cookie.clear(reply, await this.db.transaction((tx) => this.sessions.closeAll(tx, actor)));
  }

  @Delete('sessions/:id')
  @SignedIn()
  @Returns(Done)
  closeOne(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.sessions.close(tx, actor, id));
  }
}
