import { Injectable } from '@nestjs/common';
import type { MacroPreview } from '#contracts/macros.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { MacroMeetingService } from './macro-meeting.service.js';
import { stepsOf } from './macro.rules.js';
import { MacrosService } from './macros.service.js';

/** What a macro would do to a ticket, told before anything is done. */
@Injectable()
export class MacroPreviewService {
  constructor(private readonly macros: MacrosService, private readonly access: ConversationAccess, private readonly meeting: MacroMeetingService) {}

  /** @throws Problem resource/not_found, conversation/not_found */
  async of(tx: Tx, actor: StaffActor, macroId: string, { ticketId }: { ticketId: string }): Promise<MacroPreview> {
    await this.access.asStaff(actor, ticketId);
    const macro = await this.macros.readable(tx, actor, macroId);
    const { standing, around } = await this.meeting.of(tx, actor, ticketId, macro.actions);
    return { macroId, version: macro.version, steps: stepsOf(macro.actions, standing, around) };
  }
}
