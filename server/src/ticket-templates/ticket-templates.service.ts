import { Inject, Injectable } from '@nestjs/common';
import { TemplateContent, type TicketTemplate, type TicketTemplateDraft, type TicketTemplateQuery, type TicketTemplates } from '#contracts/ticket-templates.js';
import type { Prisma } from '#prisma/generated/client.js';
import { type Belonging, scopeOf } from '../canned-replies/canned-replies.policy.js';
import { pinyinOf } from '../canned-replies/pinyin.js';
import { CustomFieldsService } from '../custom-fields/custom-fields.service.js';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { keptFields, standing, type There } from './template.rules.js';
import { mayChange, mayRead, neededFor } from './ticket-templates.policy.js';

const PARTS = { team: { select: { id: true, name: true } } } as const satisfies Prisma.TicketTemplateInclude;
type Row = Prisma.TicketTemplateGetPayload<{ include: typeof PARTS }>;
/** More than this no list shows in one go. */
export const MOST_PER_BELONGING = 200;

/** What new tickets begin with: made and looked after. */
@Injectable()
export class TicketTemplatesService {
  constructor(private readonly db: Database, private readonly fields: CustomFieldsService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(actor: StaffActor, query: TicketTemplateQuery): Promise<TicketTemplates> {
    const manages = actor.permissions.has('macro.manage');
    const teams = { teamId: { in: [...actor.teamIds] } };
    const shared = query.for === 'manage' && manages ? { ownerId: null } : { ownerId: null, OR: [{ teamId: null }, teams] };
    const rows = await this.db.prisma.ticketTemplate.findMany({ where: { OR: [{ ownerId: actor.id }, shared] }, include: PARTS, orderBy: [{ title: 'asc' }, { id: 'asc' }] });
    const mine = manages ? {} : { id: { in: actor.permissions.has('macro.share') ? [...actor.teamIds] : [] } };
    const makeForTeams = await this.db.prisma.team.findMany({ where: mine, select: { id: true, name: true }, orderBy: { name: 'asc' } });
    const there = await this.there(this.db.prisma, actor);
    return { items: rows.map((row) => present(row, actor, there)), can: { makeForAll: manages, makeForTeams } };
  }

  /** @throws Problem template/too_many, permission/missing, request/invalid for what a field does not take */
  async make(tx: Tx, actor: StaffActor, draft: TicketTemplateDraft): Promise<TicketTemplate> {
    const belonging = await this.claim(tx, actor, draft);
    if ((await tx.ticketTemplate.count({ where: belonging })) >= MOST_PER_BELONGING) throw new Problem('template/too_many', { most: MOST_PER_BELONGING });
    const id = newId();
    await tx.ticketTemplate.create({ data: { id, ...belonging, ...(await this.parts(tx, actor, draft, {})), createdAt: this.clock.now() } });
    await this.events.record(tx, actor, 'ticket_template.made', id, { ticketTemplateId: id, ...belonging });
    return this.find(tx, actor, id);
  }

  /** Replaces it, and may give it to somebody else, which takes the right to both. @throws Problem request/stale */
  async change(tx: Tx, actor: StaffActor, id: string, draft: TicketTemplateDraft, version: number): Promise<TicketTemplate> {
    const before = await this.demand(tx, actor, id);
    const belonging = await this.claim(tx, actor, draft);
    const parts = await this.parts(tx, actor, draft, TemplateContent.parse(before.opens).fields);
    const { count } = await tx.ticketTemplate.updateMany({ where: { id, version }, data: { ...belonging, ...parts, version: { increment: 1 } } });
    if (count === 0) throw new Problem('request/stale');
    await this.events.record(tx, actor, 'ticket_template.changed', id, { ticketTemplateId: id, ...belonging });
    return this.find(tx, actor, id);
  }

  async remove(tx: Tx, actor: StaffActor, id: string): Promise<{ ok: true }> {
    const { ownerId, teamId } = await this.demand(tx, actor, id);
    await tx.ticketTemplate.delete({ where: { id } });
    await this.events.record(tx, actor, 'ticket_template.removed', id, { ticketTemplateId: id, ownerId, teamId });
    return { ok: true };
  }

  /** Counts that a ticket was opened with it. @throws Problem resource/not_found */
  async use(tx: Tx, actor: StaffActor, id: string): Promise<void> {
    const row = await tx.ticketTemplate.findUnique({ where: { id }, select: { ownerId: true, teamId: true } });
    if (!row || !mayRead(actor, row)) throw new Problem('resource/not_found');
    await tx.ticketTemplate.update({ where: { id }, data: { uses: { increment: 1 } } });
  }

  /** The row under lock, when the caller may change it; another's reads as not there. */
  private async demand(tx: Tx, actor: StaffActor, id: string): Promise<Belonging & { opens: Prisma.JsonValue }> {
    await tx.$queryRaw`SELECT 1 FROM "TicketTemplate" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await tx.ticketTemplate.findUnique({ where: { id }, select: { ownerId: true, teamId: true, opens: true } });
    if (!row || !mayRead(actor, row)) throw new Problem('resource/not_found');
    if (!mayChange(actor, row)) throw new Problem('permission/missing', { permission: neededFor(row) });
    return row;
  }

  private async claim(tx: Tx, actor: StaffActor, { scope, teamId, opens }: TicketTemplateDraft): Promise<Belonging> {
    const belonging = { ownerId: scope === 'own' ? actor.id : null, teamId };
    if (!mayChange(actor, belonging)) throw new Problem('permission/missing', { permission: neededFor(belonging) });
    for (const [path, id] of [['teamId', teamId], ['opens.teamId', opens.teamId]] as const)
      if (id !== null && (await tx.team.count({ where: { id } })) === 0) throw new Problem('request/invalid', undefined, { fields: [{ path, code: 'unknown' }] });
    return belonging;
  }

  private async parts(tx: Tx, actor: StaffActor, { title, folder, opens }: TicketTemplateDraft, before: TemplateContent['fields']) {
    const kept = keptFields(opens.fields, before, await this.there(tx, actor));
    if ('faults' in kept) throw new Problem('request/invalid', undefined, { fields: kept.faults });
    return { title, folder, opens: { ...opens, fields: kept.fields }, pinyin: await pinyinOf(title) };
  }

  private async there(db: Tx, actor: StaffActor): Promise<There> {
    const [teams, fields, readable] = await Promise.all([db.team.findMany({ select: { id: true } }), this.fields.all(db), this.fields.readable(db, actor)]);
    return { teams: new Set(teams.map(({ id }) => id)), fields, readable: new Set(readable.map(({ key }) => key)) };
  }

  private async find(tx: Tx, actor: StaffActor, id: string): Promise<TicketTemplate> {
    return present(await tx.ticketTemplate.findUniqueOrThrow({ where: { id }, include: PARTS }), actor, await this.there(tx, actor));
  }
}

function present(row: Row, actor: StaffActor, there: There): TicketTemplate {
  const may = mayChange(actor, row);
  const { id, title, pinyin, folder, team, uses, version } = row;
  return { id, title, pinyin, folder, team, uses, version, scope: scopeOf(row), ...standing(TemplateContent.parse(row.opens), there), can: { change: may, remove: may } };
}
