import { Body, Controller, Headers, Ip, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Me, PasswordReset, PasswordResetCompletion } from '#contracts/accounts.js';
import { Done } from '#contracts/common.js';
import { Database } from '../platform/db.js';
import { Public, Returns } from '../platform/edge/endpoint.decorators.js';
import { PasswordResetsService } from './password-resets.service.js';
import { SessionCookie } from './session.cookie.js';

@ApiTags('session')
@Controller('password-resets')
export class PasswordResetsController {
  constructor(
    private readonly db: Database,
    private readonly resets: PasswordResetsService,
    private readonly cookie: SessionCookie,
  ) {}

  /** Answers the same whether or not there is such an account. */
  @Post()
  @Public()
  @Returns(Done)
  request(@Body({ schema: PasswordReset }) body: z.infer<typeof PasswordReset>, @Ip() address: string) {
    return this.resets.quietly(address, () => this.db.transaction((tx) => this.resets.request(tx, body)));
  }

  @Post('completion')
  @Public()
  @Returns(Me)
  complete(
    @Body({ schema: PasswordResetCompletion }) body: z.infer<typeof PasswordResetCompletion>,
    @Headers('user-agent') agent = '',
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.resets
      .prepare(body)
      .then((passwordHash) => this.db.transaction((tx) => this.resets.complete(tx, body, passwordHash, agent)))
      .then((opened) => this.cookie.grant(reply, opened));
  }
}
