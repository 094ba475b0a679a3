import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ChatEnding, ChatTransfer, ContactReasons, LiveBoard } from '#contracts/chats.js';
import { Done, Id } from '#contracts/common.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { SettingsService } from '../settings/settings.service.js';
import { TicketDetailService } from '../tickets/ticket-detail.service.js';
import { ChatAcceptanceService } from './chat-acceptance.service.js';
import { ChatEndingService } from './chat-ending.service.js';
import { ChatTransferService } from './chat-transfer.service.js';
import { LiveBoardService } from './live-board.service.js';

@Controller()
export class ChatsController {
  constructor(
    private readonly db: Database,
    private readonly acceptance: ChatAcceptanceService,
    private readonly transfers: ChatTransferService,
    private readonly endings: ChatEndingService,
    private readonly details: TicketDetailService,
    private readonly board: LiveBoardService,
    private readonly settings: SettingsService,
  ) {}

  @Post('chats/:id/acceptance')
  @Allow('chat.accept')
  @Returns(TicketDetail)
  accept(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.acceptance.accept(tx, actor, id)).then((ticketId) => this.details.after(actor, ticketId));
  }

  @Delete('chats/:id/offer')
  @Allow('chat.accept')
  @Returns(Done)
  decline(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.acceptance.decline(tx, actor, id));
  }

  @Post('chats/:id/transfer')
  @Allow('chat.transfer')
  @Returns(Done)
  transfer(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: ChatTransfer }) body: z.infer<typeof ChatTransfer>) {
    return this.db.transaction((tx) => this.transfers.transfer(tx, actor, id, body)).then(() => ({ ok: true }));
  }

  @Post('chats/:id/ending')
  @Allow('chat.end')
  @Returns(TicketDetail)
  end(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: ChatEnding }) body: z.infer<typeof ChatEnding>) {
    return this.db.transaction((tx) => this.endings.endByAgent(tx, actor, id, body)).then((ticketId) => this.details.after(actor, ticketId));
  }

  @Post('chats/:id/takeover')
  @Allow('chat.take_over')
  @Returns(TicketDetail)
  takeOver(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.acceptance.takeOver(tx, actor, id)).then((ticketId) => this.details.after(actor, ticketId));
  }

  @Get('contact-reasons')
  @Allow('ticket.read')
  @Returns(ContactReasons)
  reasons() {
    return this.settings.current().then(({ contactReasons }) => ({ items: contactReasons }));
  }

  @Get('live')
  @Allow('chat.watch')
  @Returns(LiveBoard)
  live(@Caller() actor: Actor) {
    return this.board.of(actor);
  }
}
