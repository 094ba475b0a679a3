import { Body, Controller, Delete, Get, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Role, RoleDraft, Roles } from '#contracts/accounts.js';
import { Done, Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatchGiven, VersionTag } from '../platform/edge/version.js';
import { RolesService } from './roles.service.js';

@ApiTags('people')
@Controller('roles')
export class RolesController {
  constructor(
    private readonly db: Database,
    private readonly roles: RolesService,
  ) {}

  @Get()
  @Allow('account.read')
  @Returns(Roles)
  list(@Caller() actor: Actor) {
    return this.roles.list(actor);
  }

  @Post()
  @Allow('role.manage')
  @Returns(Role, 201)
  make(@Caller() actor: Actor, @Body({ schema: RoleDraft }) body: z.infer<typeof RoleDraft>) {
    return this.db.transaction((tx) => this.roles.make(tx, actor, body));
  }

  @Patch(':id')
  @Allow('role.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read: refused when there is a newer one' })
  @Returns(Role)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatchGiven() version: number | null, @Body({ schema: RoleDraft }) body: z.infer<typeof RoleDraft>) {
    return this.db.transaction((tx) => this.roles.change(tx, actor, id, body, version));
  }

  @Delete(':id')
  @Allow('role.manage')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.roles.remove(tx, actor, id));
  }
}
