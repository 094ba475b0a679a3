import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock } from './clock.js';
import { Database } from './db.js';
import { Authenticators } from './edge/authenticators.js';
import { Limits } from './edge/limits.js';
import type { Env } from './env.js';
import { Events } from './events/events.js';
import { Hints } from './events/hints.js';
import { OverdueReactions } from './events/overdue.js';
import { Reactions } from './events/reactions.js';
import { Relay } from './events/relay.js';
import { EventWatch } from './events/watch.js';
import { Failpoint } from './failpoint.js';
import { storageOf } from './files/chosen-storage.js';
import { Inspector } from './files/inspector.js';
import { Scanner } from './files/scanner.js';
import { Storage } from './files/storage.js';
import { HealthController } from './health.controller.js';
import { Cleaning } from './jobs/cleaning.js';
import { Queues } from './jobs/queues.js';
import { Sweeps } from './jobs/sweeps.js';
import { Log } from './log.js';
import { Mailer } from './mailer.js';
import { Metrics } from './metrics.js';
import { Census } from './nodes/census.js';
import { Drain } from './nodes/drain.js';
import { Peers } from './nodes/peers.js';
import { RedisLinks } from './nodes/redis.js';
import { SmsSender } from './sms-sender.js';
import { Door } from './sockets/door.js';
import { Sockets } from './sockets/sockets.js';
import { ENV } from './tokens.js';
import { LibreTranslate } from './libre-translate.js';
import { Translator } from './translator.js';
import { TwilioSms } from './twilio-sms.js';

const STORAGE = { provide: Storage, useFactory: storageOf, inject: [ENV, Clock] };
const SMS = { provide: SmsSender, useClass: TwilioSms };
const TRANSLATOR = { provide: Translator, useClass: LibreTranslate };
const PROVIDERS = [
  Scanner, Inspector, STORAGE, SMS, TRANSLATOR,
  Log, Clock, Database, Authenticators, Limits, RedisLinks, Peers, Census, Drain, Hints, Events, EventWatch, Reactions, OverdueReactions, Queues,
  Relay, Sweeps, Cleaning, Failpoint, Door, Sockets, Metrics, Mailer,
];

/** What every slice may lean on; it knows no word of the business. */
@Global()
@Module({})
export class PlatformModule {
  static with(env: Env): DynamicModule {
    const environment = { provide: ENV, useValue: env };
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      controllers: [HealthController],
      providers: [environment, ...PROVIDERS],
      exports: [environment, ...PROVIDERS],
    };
  }
}
