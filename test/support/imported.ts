import { Import, type ImportDraft, type ImportMapping } from '#contracts/imports.js';
import { ImportReading } from '../../server/src/imports/import-reading.service.js';
import { ImportRemoval } from '../../server/src/imports/import-removal.service.js';
import { ImportWalk } from '../../server/src/imports/import-walk.service.js';
import { as, type StaffClient } from './as.js';
import type { Answer, HttpClient } from './http-client.js';
import { RuledDesk } from './rules.js';
import { form, FORM, part } from './uploads.js';

export const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
export const comment = (id: number, author_id: number, body: string, at: string, more: object = {}) => ({ id, author_id, body, public: true, created_at: at, ...more });
export const ticket = (id: number, parts: object = {}) => ({
  url: `https://x.zendesk.example/api/v2/tickets/${id}.json`, id, created_at: '2025-03-01T10:00:00Z', updated_at: '2025-03-02T10:00:00Z', type: 'incident', subject: `水壶漏水 Kettle ${id}`, description: 'It leaks', priority: 'high', status: 'open',
  requester_id: 7, assignee_id: 8, tags: ['kettle'], comments: [comment(id * 10, 7, 'It leaks everywhere', '2025-03-01T10:00:00Z'), comment(id * 10 + 1, 8, 'ask the warehouse', '2025-03-01T12:00:00Z', { public: false })], ...parts,
});
export const USERS = [{ id: 7, name: 'Anna 安娜', email: 'anna@customer.example', role: 'end-user' }, { id: 8, name: 'Mei Agent', email: 'MEI@shop.example', role: 'agent' }, { id: 9, name: 'Long Gone', email: 'gone@shop.example', role: 'agent' }];
export const lines = (...records: unknown[]): string => records.map((record) => JSON.stringify(record)).join('\n');

/** A desk that tickets of another are brought to, by an administrator; Mei has an account here as she had there. */
export class ImportingDesk {
  private constructor(readonly ruled: RuledDesk, public admin: StaffClient, public agent: StaffClient) {}

  static async open(): Promise<ImportingDesk> {
    const ruled = await RuledDesk.open();
    const teamIds = [ruled.desk.team.id];
    return new ImportingDesk(ruled, await as.agent(ruled.app, { role: 'admin', name: 'Ada Admin', teamIds }), await as.agent(ruled.app, { name: 'Mei Agent', email: 'mei@shop.example', teamIds }));
  }

  /** As if nothing had ever been brought. */
  async anew(): Promise<void> {
    const { db } = this.ruled.app;
    await db.ticket.deleteMany({ where: { origin: { not: null } } });
    await db.import.deleteMany();
    await db.visitor.deleteMany({ where: { tickets: { none: {} } } });
  }

  async make(draft: Partial<ImportDraft> = {}): Promise<Import> {
    return (await this.admin.post('/imports', { source: 'zendesk', channelId: this.ruled.box.channelId, ...draft })).as(Import);
  }

  send(client: HttpClient, id: string, content: string | Buffer, name = 'tickets.json'): Promise<Answer> {
    return client.post(`/imports/${id}/files`, undefined, { raw: form(part(name, Buffer.from(content))), headers: FORM });
  }

  /** All there is to do, however long it takes. */
  async work(): Promise<void> {
    const { nest } = this.ruled.app;
    for (let more = true; more; ) more = [await nest.get(ImportReading).step(), await nest.get(ImportWalk).step(), await nest.get(ImportRemoval).step()].some((one) => one);
  }

  async seen(id: string): Promise<Import> {
    return (await this.admin.get(`/imports/${id}`)).as(Import);
  }

  /** Made, read and tried. */
  async tried(content: string | Buffer, draft: Partial<ImportDraft> = {}): Promise<Import> {
    const { id } = await this.make(draft);
    (await this.send(this.admin, id, content)).as(Import);
    await this.work();
    return this.seen(id);
  }

  async bring(id: string): Promise<Import> {
    (await this.admin.put(`/imports/${id}/work`)).as(Import);
    await this.work();
    return this.seen(id);
  }

  async brought(content: string | Buffer, draft: Partial<ImportDraft> = {}): Promise<Import> {
    return this.bring((await this.tried(content, draft)).id);
  }

  async map({ id, version, mapping }: Import, parts: Partial<ImportMapping>): Promise<Import> {
    (await this.admin.put(`/imports/${id}/mapping`, { ...mapping, ...parts }, ifMatch(version))).as(Import);
    await this.work();
    return this.seen(id);
  }

  async report(id: string): Promise<string[]> {
    return String((await this.admin.get(`/imports/${id}/report`)).body).split('\r\n').slice(1, -1);
  }

  rows(externalId?: string) {
    return this.ruled.app.db.ticket.findMany({ where: { origin: { not: null }, ...(externalId ? { externalId } : {}) }, orderBy: { createdAt: 'asc' }, include: { visitor: true, messages: { orderBy: { staffSeq: 'asc' } } } });
  }
}
