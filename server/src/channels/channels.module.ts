import { Global, Module } from '@nestjs/common';
import { ChannelsController } from './channels.controller.js';
import { ChannelsService } from './channels.service.js';
import { FirstChannel } from './first-channel.js';
import { GreetingsService } from './greetings.service.js';
import { PanelController } from './panel.controller.js';
import { WaysInController } from './ways-in.controller.js';

@Global()
@Module({ controllers: [ChannelsController, PanelController, WaysInController], providers: [ChannelsService, FirstChannel, GreetingsService], exports: [ChannelsService] })
export class ChannelsModule {}
