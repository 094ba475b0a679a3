import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Locale } from '#contracts/common.js';
import type { WidgetSession, WidgetSessionRequest } from '#contracts/widget.js';
import { ChannelsService } from '../channels/channels.service.js';
import { AdmissionLimit } from '../customers/admission-limit.js';
import { VisitorsService } from '../customers/visitors.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { ProofChannels } from '../proofs/proof-channels.js';
import { SettingsService } from '../settings/settings.service.js';
import { VisitsService } from '../visits/visits.service.js';
import { AvailabilityService } from './availability.service.js';
import { ConversationsService } from './conversations.service.js';

/** What the widget needs to open, in one answer. */
@Injectable()
export class WidgetSessionService {
  constructor(
    private readonly db: Database,
    private readonly channels: ChannelsService,
    private readonly visitors: VisitorsService,
    private readonly limit: AdmissionLimit,
    private readonly conversations: ConversationsService,
    private readonly availability: AvailabilityService,
    private readonly settings: SettingsService,
    private readonly visits: VisitsService,
    private readonly proofs: ProofChannels,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem widget/unknown_key, widget/identity_invalid, visitor/blocked, request/too_many */
  async open(request: WidgetSessionRequest, from: { address: string; userAgent: string | undefined }): Promise<z.infer<typeof WidgetSession>> {
    const channel = await this.channels.byWidgetKey(request.widgetKey);
    await this.limit.take(from.address, channel.id, request);
    const { token, visitor } = await this.db.transaction(async (tx) => {
      const admitted = await this.visitors.admit(tx, channel, request, from.userAgent);
      if (request.visit !== undefined) await this.visits.join(tx, channel.id, request.visit, { visitorId: admitted.visitor.id, customerId: admitted.visitor.customerId });
      return admitted;
    });
    const { defaultLocale, files } = await this.settings.current();
    const locale: Locale = request.locale ?? defaultLocale;
    const [conversations, availability] = await Promise.all([this.conversations.list(visitor), this.availability.of(channel.teamId)]);
    return {
      visitorToken: token,
      visitor: { id: visitor.id, name: visitor.name, email: visitor.email, verified: visitor.verified },
      settings: { ...this.channels.settingsFor(channel, locale), files: files.customersMaySend ? { groups: files.groups, megabytes: files.megabytes } : null, proofs: this.proofs.set },
      availability,
      conversations,
      serverTime: this.clock.now().toISOString(),
    };
  }
}
