import { Inject, Injectable } from '@nestjs/common';
import { type Situation, WidgetSettings } from '#contracts/channels.js';
import { Locale } from '#contracts/common.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { isOpenAt, nextOpening } from '../calendars/opening.rules.js';
import { AUTOMATIC_TEXTS } from '../channels/automatic-texts.js';
import { inLocale } from '../channels/channel.present.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { SettingsService } from '../settings/settings.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { filled, isNews, momentIn, MOST_WHILE_WAITING, situationOf } from './automatic-line.rules.js';
import { ChatLockService } from './chat-lock.service.js';
import { QueuePositionService } from './queue-position.service.js';

const PARTS = { channel: { include: { store: true } }, visitor: { select: { locale: true, zone: true } } } as const;

/** What the desk says by itself: once per situation and chat, never in answer to itself, and never counted as an answer. */
@Injectable()
export class AutomaticLinesService {
  constructor(
    private readonly lock: ChatLockService,
    private readonly calendars: CalendarsService,
    private readonly positions: QueuePositionService,
    private readonly timelines: TimelineService,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** To somebody who waits: that he is heard, or what he waits for. `later`: he has been waiting, and only news is told. */
  async sayWhileWaiting(tx: Tx, actor: Actor, chatId: string, later: boolean): Promise<void> {
    const { chat, ticket } = await this.lock.hold(tx, chatId);
    if (chat.state !== 'queued' && chat.state !== 'offered') return;
    const said = await tx.automaticLine.count({ where: { chatId } });
    if (said >= MOST_WHILE_WAITING) return;
    const [hours, { waiting, etaSeconds, staffed, free }] = [await this.calendars.ofTeam(tx, ticket.teamId), await this.positions.outlook(ticket.teamId)];
    const now = this.clock.now();
    const open = isOpenAt(hours, now);
    const opensAt = open ? null : nextOpening(hours, now);
    const ahead = await tx.chat.count({ where: { teamId: chat.teamId, state: { in: ['queued', 'offered'] }, OR: [{ queuedAt: { lt: chat.queuedAt } }, { queuedAt: chat.queuedAt, id: { lt: chat.id } }] } });
    const position = Math.min(ahead, waiting) + 1;
    const situation = situationOf({ open, opensAt, staffed: staffed > 0, free: free > 0, position, etaSeconds });
    if (later && !isNews(situation)) return;
    const minutes = etaSeconds === null ? null : String(Math.max(1, Math.ceil(etaSeconds / 60)));
    await this.say(tx, actor, { chatId, ticketId: ticket.id }, situation, { position: String(position), minutes }, opensAt && { moment: opensAt, zone: hours?.zone ?? 'UTC' });
  }

  /** To somebody who wrote when the desk was closed, and was told in the same breath when he is answered. */
  async sayWhenClosed(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await tx.ticket.findUnique({ where: { id: ticketId }, select: { teamId: true } });
    // The demo's tickets may be gone before their events are heard.
    if (!ticket) return;
    const hours = await this.calendars.ofTeam(tx, ticket.teamId);
    const now = this.clock.now();
    if (isOpenAt(hours, now)) return;
    const opensAt = nextOpening(hours, now);
    const situation = situationOf({ open: false, opensAt, staffed: false, free: false, position: 1, etaSeconds: null });
    await this.say(tx, actor, { chatId: null, ticketId }, situation, {}, opensAt && { moment: opensAt, zone: hours?.zone ?? 'UTC' });
  }

  /** To somebody whose chat was taken, by whom. */
  async sayWhoAccepted(tx: Tx, actor: Actor, chatId: string): Promise<void> {
    const { chat, ticket } = await this.lock.hold(tx, chatId);
    if (chat.state !== 'accepted' || !chat.agentId) return;
    const agent = await tx.account.findUnique({ where: { id: chat.agentId }, select: { name: true } });
    await this.say(tx, actor, { chatId, ticketId: ticket.id }, 'accepted', { agent: agent?.name ?? null }, null);
  }

  private async say(
    tx: Tx,
    actor: Actor,
    { chatId, ticketId }: { chatId: string | null; ticketId: string },
    situation: Situation,
    values: Readonly<Record<string, string | null>>,
    opens: { moment: Date; zone: string } | null,
  ): Promise<void> {
    const { channel, visitor } = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: PARTS });
    const line = WidgetSettings.parse(channel.settings).automatic[situation];
    if (!line?.on) return;
    // Without a chat whoever calls says it once.
    const { count } = chatId === null ? { count: 1 } : await tx.automaticLine.createMany({ data: [{ chatId, situation, createdAt: this.clock.now() }], skipDuplicates: true });
    if (count === 0) return;
    const locale = Locale.safeParse(visitor?.locale).data ?? (await this.settings.current()).defaultLocale;
    const known = { ...values, shop: channel.store.name, opens: opens && momentIn(opens.moment, locale, visitor?.zone ?? opens.zone, visitor?.zone !== null) };
    const text = filled(inLocale(line.text, locale) ?? '', known) || filled(AUTOMATIC_TEXTS[situation][locale], known);
    if (text) await this.timelines.sayByItself(tx, { ...actor, kind: 'bot', name: channel.store.name }, ticketId, text);
  }
}
