import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { FilesModule } from '../files/files.module.js';
import { MailModule } from '../mail/mail.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { OutgoingController } from './outgoing.controller.js';
import { OutgoingJobs } from './outgoing.jobs.js';
import { OutgoingReactions } from './outgoing.reactions.js';
import { OutgoingRelease } from './outgoing-release.service.js';
import { OutgoingRooms } from './outgoing.rooms.js';
import { OutgoingService } from './outgoing.service.js';

@Module({
  imports: [AccountsModule, FilesModule, MailModule, SettingsModule, TicketsModule],
  controllers: [OutgoingController],
  providers: [OutgoingJobs, OutgoingReactions, OutgoingRelease, OutgoingRooms, OutgoingService],
})
export class OutgoingModule {}
