import { Inject, Injectable } from '@nestjs/common';
import { ImportMapping } from '#contracts/imports.js';
import { type DemoPast, FORMER_AGENT, IMPORT } from '#prisma/demo/imports.js';
import { ImportWriting } from '../imports/import-writing.service.js';
import { NO_FIELDS } from '../imports/field.rules.js';
import { NOTHING_YET } from '../imports/imports.present.js';
import { type Known, planOf, type Setting } from '../imports/plan.rules.js';
import { sortZendesk } from '../imports/zendesk.rules.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { type DemoWorld, known } from './demo-world.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the demo shop brought from its former desk, written by what writes any import. */
@Injectable()
export class DemoImportsService {
  constructor(private readonly writing: ImportWriting, @Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, { channelId, teams, people }: DemoWorld): Promise<void> {
    const now = this.clock.now();
    const at = new Date(now.getTime() - IMPORT.daysAgo * DAY_MS);
    const customers = new Map(IMPORT.tickets.map(({ customer }): [string, Known] => [String(customer.id), { ...customer, id: String(customer.id), staff: false }]));
    const former: Known = { ...FORMER_AGENT, id: String(FORMER_AGENT.id), staff: true };
    const setting: Setting = {
      now, solvedDays: 7, zone: 'UTC', states: new Map(), timeless: false, staff: new Set(), fields: { ...NO_FIELDS, organizations: new Map(IMPORT.tickets.flatMap(({ company }) => (company ? [[String(company.id), company.name] as const] : []))) }, people: new Map([...customers, [String(FORMER_AGENT.id), former]]),
    };
    const looked = IMPORT.tickets.map((past, nth) => {
      const sorted = sortZendesk(recordOf(past, now), 'tickets');
      const planned = sorted?.kind === 'ticket' ? planOf(sorted.data, setting) : null;
      if (!planned || 'refused' in planned) throw new Error('a past ticket of the demo data cannot be brought');
      return { line: nth + 1, fileName: IMPORT.file, externalId: String(past.id), word: 'solved', messages: past.words.length, outcome: planned };
    });
    const counts = { tickets: looked.length + IMPORT.refused.length, people: customers.size + 1, messages: IMPORT.tickets.reduce((sum, { words }) => sum + words.length, 0), walked: looked.length + IMPORT.refused.length, fit: looked.length, brought: looked.length, refused: IMPORT.refused.length };
    const held = await tx.import.create({
      data: {
        id: newId(), source: IMPORT.source, origin: IMPORT.source, channelId, teamId: known(teams, 'aftersales'), state: 'done', mapping: ImportMapping.parse({}), madeById: known(people, 'jonas').id, createdAt: at, finishedAt: new Date(at.getTime() + 40_000),
        tally: { ...NOTHING_YET, ...counts, states: [{ word: 'solved', state: 'solved', count: looked.length }], strangers: [{ name: FORMER_AGENT.email, count: looked.length }], refusals: IMPORT.refused.map(({ code }) => ({ code, count: 1 })) },
        files: { create: { id: newId(), name: IMPORT.file, bytes: 412_660, sha256: 'demo', charset: 'utf-8', state: 'read', records: counts.tickets + counts.people, createdAt: at } },
        refusals: { create: IMPORT.refused.map((refusal) => ({ ...refusal, fileName: IMPORT.file, phase: 'walk' })) },
      },
    });
    await this.writing.write(tx, held, { looked, walkedTo: null, staff: new Map() }, at);
  }
}

/** As the former desk gave it out. */
function recordOf({ id, subject, daysAgo, customer, company, priority, tags, words }: DemoPast, now: Date): Record<string, unknown> {
  const opened = now.getTime() - daysAgo * DAY_MS;
  const when = (hours: number) => new Date(opened + hours * HOUR_MS).toISOString();
  return {
    id, subject, priority, tags, status: 'solved', created_at: when(0), updated_at: when(words.at(-1)?.[1] ?? 0), requester_id: customer.id, assignee_id: FORMER_AGENT.id, organization_id: company?.id,
    comments: words.map(([by, hours, body], nth) => ({ id: id * 100 + nth, author_id: by === 'customer' ? customer.id : FORMER_AGENT.id, public: by !== 'note', body, created_at: when(hours) })),
  };
}
