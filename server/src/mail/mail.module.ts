import { Module } from '@nestjs/common';
import { SideConversationsModule } from '../side-conversations/side-conversations.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { ImapFetching } from './imap-fetching.service.js';
import { ImapWatch } from './imap-watch.jobs.js';
import { MailAnswers } from './mail-answers.js';
import { MailJobs } from './mail.jobs.js';
import { MailJudging } from './mail-judging.service.js';
import { MailLetters } from './mail-letters.service.js';
import { MailOutbox } from './mail-outbox.service.js';
import { MailPlacing } from './mail-placing.service.js';
import { MailReactions } from './mail.reactions.js';
import { MailReader } from './mail-reader.js';
import { MailReading } from './mail-reading.service.js';
import { MailRooms } from './mail.rooms.js';
import { MailStoring } from './mail-storing.service.js';
import { MailTextsController } from './mail-texts.controller.js';
import { MailTexts } from './mail-texts.service.js';
import { MailboxesController } from './mailboxes.controller.js';
import { MailboxesService } from './mailboxes.service.js';
import { MailsController } from './mails.controller.js';
import { AnswerWays } from './answer-ways.service.js';
import { Participants } from './participants.service.js';
import { ParticipantsController } from './participants.controller.js';
import { SideLetters } from './side-letters.service.js';
import { ReceivedMails } from './received-mails.service.js';

@Module({
  imports: [SideConversationsModule, TicketsModule],
  controllers: [MailTextsController, MailboxesController, MailsController, ParticipantsController],
  providers: [AnswerWays, ImapFetching, ImapWatch, MailAnswers, MailJobs, MailJudging, MailLetters, MailOutbox, MailPlacing, MailReactions, MailReader, MailReading, MailRooms, MailStoring, MailTexts, MailboxesService, Participants, ReceivedMails, SideLetters],
  exports: [AnswerWays, MailLetters, MailOutbox],
})
export class MailModule {}
