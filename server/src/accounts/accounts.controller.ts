import { Body, Controller, Delete, Get, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Account, AccountChange, Accounts, Colleagues } from '#contracts/accounts.js';
import { Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatchGiven, VersionTag } from '../platform/edge/version.js';
import { AccountsService } from './accounts.service.js';

@ApiTags('people')
@Controller()
export class AccountsController {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsService,
  ) {}

  @Get('accounts')
  @Allow('account.read')
  @Returns(Accounts)
  list(@Caller() actor: Actor) {
    return this.accounts.list(actor);
  }

  @Get('colleagues')
  @Allow('account.read')
  @Returns(Colleagues)
  colleagues() {
    return this.accounts.colleagues();
  }

  @Patch('accounts/:id')
  @Allow('account.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read: refused when there is a newer one' })
  @Returns(Account)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatchGiven() version: number | null, @Body({ schema: AccountChange }) body: z.infer<typeof AccountChange>) {
    return this.db.transaction((tx) => this.accounts.change(tx, actor, id, body, version));
  }

  @Post('accounts/:id/deactivation')
  @Allow('account.manage')
  @Returns(Account)
  deactivate(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.accounts.deactivate(tx, actor, id));
  }

  @Delete('accounts/:id/deactivation')
  @Allow('account.manage')
  @Returns(Account)
  reactivate(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.accounts.reactivate(tx, actor, id));
  }
}
