import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { WidgetChannel } from '#contracts/channels.js';
import { ChannelsService } from '../channels/channels.service.js';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { FilesService } from './files.service.js';

/** The picture of a shop, shown to whoever opens its chat. */
@Injectable()
export class LogosService {
  constructor(private readonly files: FilesService, private readonly channels: ChannelsService) {}

  /** @throws Problem file/not_found when it is no unsent picture of the caller's, resource/not_found for an unknown widget */
  async choose(tx: Tx, actor: Actor, channelId: string, fileId: string): Promise<z.infer<typeof WidgetChannel>> {
    await this.files.makePublic(tx, actor, fileId, 'logo');
    return this.channels.setLogo(tx, actor, channelId, fileId);
  }
}
