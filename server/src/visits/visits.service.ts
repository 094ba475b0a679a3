import { Inject, Injectable } from '@nestjs/common';
import type { VisitAnswer, VisitBeat } from '#contracts/visits.js';
import { WidgetSettings } from '#contracts/channels.js';
import type { Visit } from '#prisma/generated/client.js';
import { type ChannelWithStore } from '../channels/channel.present.js';
import { ChannelsService } from '../channels/channels.service.js';
import { isAllowedOrigin } from '../channels/origin.rules.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { isKnownOrigin } from '../platform/edge/access.guard.js';
import type { Env } from '../platform/env.js';
import { Events } from '../platform/events/events.js';
import { hashSecret, newId, newSecret } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { ENV } from '../platform/tokens.js';
import { InvitesService } from './invites.service.js';
import { BEAT_SECONDS, firstSeen, isOver, languageTag, looksLikeVisitToken, MOST_PAGES, pagePath, pageTitle, referrerHost, VISIT_PREFIX } from './visit.rules.js';

interface Known {
  readonly visitorId: string;
  readonly customerId: string | null;
}

/** What shop pages tell of a visit, of those who agreed to it. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly channels: ChannelsService,
    private readonly invites: InvitesService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The widget that a page of this origin may speak for. @throws Problem widget/unknown_key, request/origin_refused; also where the widget keeps no visits */
  async channelFor(key: string, origin: string | undefined): Promise<ChannelWithStore> {
    const channel = await this.channels.byWidgetKey(key);
    const { allowedOrigins, visits } = WidgetSettings.parse(channel.settings);
    if (!visits || origin === undefined || !(isKnownOrigin(this.env, origin) || isAllowedOrigin(origin, allowedOrigins))) throw new Problem('request/origin_refused');
    return channel;
  }

  /**
   * Keeps what a page tells. A secret that is unknown, or of a visit that is long over, begins another visit; so does another customer in the same browser.
   * @throws Problem `visitor/blocked`
   */
  async beat(tx: Tx, channelId: string, told: VisitBeat): Promise<VisitAnswer> {
    const who = await this.whoIs(tx, channelId, told.visitorToken);
    const known = told.visit === undefined ? null : await this.held(tx, channelId, told.visit);
    const now = this.clock.now();
    const goesOn = known !== null && !isOver(known.seenAt, now) && !isAnother(known, who);
    const { visit, token } = goesOn && told.visit !== undefined ? { visit: known, token: told.visit } : await this.begin(tx, channelId, told, who);
    await this.turn(tx, visit, told.page);
    await tx.visit.update({ where: { id: visit.id }, data: { seenAt: now, locale: told.locale, ...who } });
    if (told.invite) await this.invites.hear(tx, SYSTEM, visit.id, told.invite);
    return { visit: token, invite: await this.invites.waitingFor(tx, visit.id, who?.visitorId ?? visit.visitorId), seconds: BEAT_SECONDS };
  }

  /** The panel was opened in a browser whose visit is known: from now on the desk knows whose visit it is. */
  async join(tx: Tx, channelId: string, token: string, who: Known): Promise<void> {
    const known = await this.held(tx, channelId, token);
    if (known && !isAnother(known, who)) await tx.visit.update({ where: { id: known.id }, data: who });
  }

  /** The consent was taken back: nothing of the visit is kept. */
  async withdraw(tx: Tx, token: string): Promise<void> {
    const known = looksLikeVisitToken(token) ? await tx.visit.findUnique({ where: { tokenHash: hashSecret(token) }, select: { id: true } }) : null;
    if (!known) return;
    const { count } = await tx.visit.deleteMany({ where: { id: known.id } });
    // Of two windows that say it at once one erases.
    if (count > 0) await this.events.record(tx, SYSTEM, 'visit.consent_withdrawn', known.id, { visitId: known.id });
  }

  // Two tabs of one browser speak for one visit.
  private async held(tx: Tx, channelId: string, token: string): Promise<Visit | null> {
    if (!looksLikeVisitToken(token)) return null;
    const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Visit" WHERE "tokenHash" = ${Buffer.from(hashSecret(token))} AND "channelId" = ${channelId}::uuid FOR UPDATE`;
    return row ? tx.visit.findUniqueOrThrow({ where: { id: row.id } }) : null;
  }

  private async whoIs(tx: Tx, channelId: string, token: string | undefined): Promise<Known | null> {
    const visitor = token === undefined ? null : await tx.visitor.findUnique({ where: { tokenHash: hashSecret(token) }, select: { id: true, channelId: true, customerId: true, blockedAt: true } });
    if (visitor?.channelId !== channelId) return null;
    if (visitor.blockedAt) throw new Problem('visitor/blocked');
    return { visitorId: visitor.id, customerId: visitor.customerId };
  }

  private async begin(tx: Tx, channelId: string, told: VisitBeat, who: Known | null): Promise<{ visit: Visit; token: string }> {
    const token = newSecret(VISIT_PREFIX);
    const now = this.clock.now();
    const visit = await tx.visit.create({
      data: {
        id: newId(), tokenHash: hashSecret(token), channelId, locale: told.locale, language: languageTag(told.language), device: told.device, referrer: referrerHost(told.referrer),
        nth: (told.before?.visits ?? 0) + 1, firstSeenAt: firstSeen(told.before?.since, now), startedAt: now, seenAt: now, ...who,
      },
    });
    return { visit, token };
  }

  /** The page that was looked at before is still looked at, or another one is. */
  private async turn(tx: Tx, { id: visitId, pageCount }: Visit, page: VisitBeat['page']): Promise<void> {
    const [path, title, now] = [pagePath(page.path), pageTitle(page.title), this.clock.now()];
    const last = await tx.visitPage.findFirst({ where: { visitId }, orderBy: { id: 'desc' }, select: { id: true, path: true } });
    if (last) await tx.visitPage.update({ where: { id: last.id }, data: { seenAt: now, ...(last.path === path ? { title } : {}) } });
    if (last?.path === path) return;
    await tx.visitPage.create({ data: { id: newId(), visitId, path, title, openedAt: now, seenAt: now } });
    await tx.visit.update({ where: { id: visitId }, data: { pageCount: { increment: 1 } } });
    if (pageCount < MOST_PAGES) return;
    const [, ...old] = await tx.visitPage.findMany({ where: { visitId }, orderBy: { id: 'desc' }, skip: MOST_PAGES - 1, select: { id: true } });
    await tx.visitPage.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
  }
}

/** Nobody known is another one too: whoever signs out at the shop does not go on under the name of before. */
const isAnother = (visit: Visit, who: Known | null): boolean => visit.customerId !== null && who !== null && who.customerId !== visit.customerId;
