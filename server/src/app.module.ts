import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AutomationModule } from './automation/automation.module.js';
import { BulkModule } from './bulk/bulk.module.js';
import { CallsModule } from './calls/calls.module.js';
import { CannedRepliesModule } from './canned-replies/canned-replies.module.js';
import { CalendarsModule } from './calendars/calendars.module.js';
import { ChannelsModule } from './channels/channels.module.js';
import { ChatsModule } from './chats/chats.module.js';
import { CustomFieldsModule } from './custom-fields/custom-fields.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { DemoModule } from './demo/demo.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FilesModule } from './files/files.module.js';
import { FollowersModule } from './followers/followers.module.js';
import { HealthModule } from './health/health.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { MailModule } from './mail/mail.module.js';
import { MacrosModule } from './macros/macros.module.js';
import { MergesModule } from './merges/merges.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OutgoingModule } from './outgoing/outgoing.module.js';
import type { Env } from './platform/env.js';
import { PlatformModule } from './platform/platform.module.js';
import { PreviewsModule } from './previews/previews.module.js';
import { RatingsModule } from './ratings/ratings.module.js';
import { PromisesModule } from './promises/promises.module.js';
import { ProofsModule } from './proofs/proofs.module.js';
import { RelationsModule } from './relations/relations.module.js';
import { RoutingModule } from './routing/routing.module.js';
import { SearchModule } from './search/search.module.js';
import { SlaModule } from './sla/sla.module.js';
import { SavedViewsModule } from './saved-views/saved-views.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SideConversationsModule } from './side-conversations/side-conversations.module.js';
import { TranscriptsModule } from './transcripts/transcripts.module.js';
import { SubStatesModule } from './sub-states/sub-states.module.js';
import { SplitsModule } from './splits/splits.module.js';
import { SpamModule } from './spam/spam.module.js';
import { TicketTemplatesModule } from './ticket-templates/ticket-templates.module.js';
import { TicketsModule } from './tickets/tickets.module.js';
import { TranslationsModule } from './translations/translations.module.js';
import { VisitsModule } from './visits/visits.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The server's table of contents. */
@Module({})
export class AppModule {
  static with(env: Env): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(env),
        SettingsModule,
        CalendarsModule,
        AccountsModule,
        ChannelsModule,
        CustomersModule,
        CannedRepliesModule,
        FilesModule,
        TicketsModule,
        SearchModule,
        FollowersModule,
        RelationsModule,
        SplitsModule,
        CustomFieldsModule,
        TicketTemplatesModule,
        SubStatesModule,
        SpamModule,
        PreviewsModule,
        TranslationsModule,
        PromisesModule,
        CallsModule,
        VisitsModule,
        ProofsModule,
        TranscriptsModule,
        ChatsModule,
        RatingsModule,
        MergesModule,
        SlaModule,
        RoutingModule,
        SideConversationsModule,
        MailModule,
        MacrosModule,
        BulkModule,
        SavedViewsModule,
        ExportsModule,
        WebhooksModule,
        OutgoingModule,
        AutomationModule,
        NotificationsModule,
        ImportsModule,
        HealthModule,
        DemoModule,
      ],
    };
  }
}
