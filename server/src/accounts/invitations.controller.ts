import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Invitation, InvitationAcceptance, Invited, Me } from '#contracts/accounts.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Public, Returns } from '../platform/edge/endpoint.decorators.js';
import { InvitationsService } from './invitations.service.js';
import { SessionCookie } from './session.cookie.js';

@ApiTags('people')
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly db: Database,
    private readonly invitations: InvitationsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @Allow('account.manage')
  @Returns(Invited, 201)
  invite(@Caller() actor: Actor, @Body({ schema: Invitation }) body: z.infer<typeof Invitation>) {
    return this.db.transaction((tx) => this.invitations.invite(tx, actor, body));
  }

  @Post('acceptance')
  @Public()
  @Returns(Me)
  accept(
    @Body({ schema: InvitationAcceptance }) body: z.infer<typeof InvitationAcceptance>,
    @Headers('user-agent') agent = '',
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.invitations
      .prepare(body)
      .then((prepared) => this.db.transaction((tx) => this.invitations.accept(tx, body, prepared, agent)))
      .then((opened) => this.cookie.grant(reply, opened));
  }
}
