import { Body, Controller, Get, Ip, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { MessagesQuery } from '#contracts/tickets.js';
import { Conversation, Conversations, TeamAvailability, VisitorMessages, WidgetSession, WidgetSessionRequest } from '#contracts/widget.js';
import type { VisitorActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, ForVisitors, Public, Returns, UserAgent } from '../platform/edge/endpoint.decorators.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { AvailabilityService } from './availability.service.js';
import { ConversationsService } from './conversations.service.js';
import { WidgetSessionService } from './widget-session.service.js';

@Controller('widget')
export class WidgetController {
  constructor(
    private readonly db: Database,
    private readonly sessions: WidgetSessionService,
    private readonly availability: AvailabilityService,
    private readonly conversations: ConversationsService,
    private readonly access: ConversationAccess,
    private readonly timelines: TimelineService,
  ) {}

  @Post('session')
  @Public()
  @Returns(WidgetSession)
  open(@Body({ schema: WidgetSessionRequest }) body: z.infer<typeof WidgetSessionRequest>, @Ip() address: string, @UserAgent() userAgent: string | undefined) {
    return this.sessions.open(body, { address, userAgent });
  }

  /** The same as in the session, for a widget that stands open for long. */
  @Get('availability')
  @ForVisitors()
  @Returns(TeamAvailability)
  now(@Caller() actor: VisitorActor) {
    return this.availability.ofChannel(actor.channelId);
  }

  @Get('conversations')
  @ForVisitors()
  @Returns(Conversations)
  list(@Caller() actor: VisitorActor) {
    return this.conversations.list(actor).then((items) => ({ items }));
  }

  @Get('conversations/:id')
  @ForVisitors()
  @Returns(Conversation)
  one(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string) {
    return this.conversations.one(actor, id);
  }

  @Get('conversations/:id/messages')
  @ForVisitors()
  @Returns(VisitorMessages)
  messages(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string, @Query({ schema: MessagesQuery }) query: z.infer<typeof MessagesQuery>) {
    return this.access.asVisitor(actor, id).then(() => this.timelines.page(id, 'public', query));
  }

  @Post('conversations/:id/ending')
  @ForVisitors()
  @Returns(Conversation)
  end(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.conversations.end(tx, actor, id)).then(() => this.conversations.one(actor, id));
  }

  @Post('conversations/:id/reopening')
  @ForVisitors()
  @Returns(Conversation)
  reopen(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.conversations.reopen(tx, actor, id)).then(() => this.conversations.one(actor, id));
  }
}
