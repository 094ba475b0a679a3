import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ApiTokenDraft, ApiTokenMade, ApiTokens } from '#contracts/accounts.js';
import { Done, Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { ApiTokensService } from './api-tokens.service.js';

@ApiTags('people')
@Controller('api-tokens')
export class ApiTokensController {
  constructor(
    private readonly db: Database,
    private readonly tokens: ApiTokensService,
  ) {}

  @Get()
  @Allow('api_token.manage', { machines: false })
  @Returns(ApiTokens)
  list() {
    return this.tokens.list();
  }

  @Post()
  @Allow('api_token.manage', { machines: false })
  @Returns(ApiTokenMade, 201)
  make(@Caller() actor: Actor, @Body({ schema: ApiTokenDraft }) body: z.infer<typeof ApiTokenDraft>) {
    return this.db.transaction((tx) => this.tokens.make(tx, actor, body));
  }

  @Delete(':id')
  @Allow('api_token.manage', { machines: false })
  @Returns(Done)
  revoke(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.tokens.revoke(tx, actor, id));
  }
}
