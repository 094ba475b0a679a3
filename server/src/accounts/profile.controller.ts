import { Body, Controller, Patch, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AvailabilityChange, Me, PasswordChange, ProfileChange } from '#contracts/accounts.js';
import { Done } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, Returns, SignedIn } from '../platform/edge/endpoint.decorators.js';
import { ProfileService } from './profile.service.js';

@ApiTags('session')
@Controller('account')
export class ProfileController {
  constructor(
    private readonly db: Database,
    private readonly profile: ProfileService,
  ) {}

  @Patch()
  @SignedIn()
  @Returns(Me)
  change(@Caller() actor: Actor, @Body({ schema: ProfileChange }) body: z.infer<typeof ProfileChange>) {
    return this.db.transaction((tx) => this.profile.change(tx, actor, body));
  }

  @Put('password')
  @SignedIn()
  @Returns(Done)
  changePassword(@Caller() actor: Actor, @Body({ schema: PasswordChange }) body: z.infer<typeof PasswordChange>) {
    return this.profile.preparePassword(actor, body).then((passwordHash) => this.db.transaction((tx) => this.profile.changePassword(tx, actor, passwordHash)));
  }

  @Put('availability')
  @SignedIn()
  @Returns(Me)
  setAvailability(@Caller() actor: Actor, @Body({ schema: AvailabilityChange }) body: z.infer<typeof AvailabilityChange>) {
    return this.db.transaction((tx) => this.profile.setAvailability(tx, actor, body));
  }
}
