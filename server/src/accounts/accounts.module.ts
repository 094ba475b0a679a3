import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountLinks } from './account-links.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsJobs } from './accounts.jobs.js';
import { AccountsService } from './accounts.service.js';
import { Admins } from './admins.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { ApiTokensService } from './api-tokens.service.js';
import { BuiltInRoles } from './built-in-roles.js';
import { FirstAdmin } from './first-admin.js';
import { Grants } from './grants.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { MeService } from './me.service.js';
import { PasswordResetsController } from './password-resets.controller.js';
import { PasswordResetsService } from './password-resets.service.js';
import { Passwords } from './passwords.js';
import { ProfileController } from './profile.controller.js';
import { ProfileService } from './profile.service.js';
import { ReadersService } from './readers.service.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';
import { SessionController } from './session.controller.js';
import { SessionCookie } from './session.cookie.js';
import { SessionsService } from './sessions.service.js';
import { SignInLimits } from './sign-in.limits.js';
import { SignInService } from './sign-in.service.js';
import { SocketLeases } from './socket-leases.js';
import { StaffDoorkeeper } from './staff.authenticator.js';
import { StaffSockets } from './staff-sockets.js';
import { TeamsController } from './teams.controller.js';
import { TeamsService } from './teams.service.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [
    SessionController,
    ProfileController,
    AccountsController,
    InvitationsController,
    PasswordResetsController,
    TeamsController,
    RolesController,
    ApiTokensController,
  ],
  providers: [
    BuiltInRoles,
    StaffDoorkeeper,
    Passwords,
    SignInLimits,
    SignInService,
    SessionsService,
    SessionCookie,
    MeService,
    ProfileService,
    ReadersService,
    AccountLinks,
    AccountsService,
    AccountsJobs,
    Admins,
    FirstAdmin,
    Grants,
    InvitationsService,
    PasswordResetsService,
    TeamsService,
    RolesService,
    ApiTokensService,
    SocketLeases,
    StaffSockets,
  ],
  exports: [AccountLinks, AccountsService, MeService, Passwords, ReadersService, SocketLeases, StaffDoorkeeper],
})
export class AccountsModule {}
