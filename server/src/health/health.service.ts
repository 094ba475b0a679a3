import { existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import { type Health, type HealthCheckName, HealthState } from '#contracts/health.js';
import { isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Mailer } from '../platform/mailer.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { ENV } from '../platform/tokens.js';
import { Certificate } from './certificate.js';
import { type Finding, judgeBackup, judgeCertificate, judgeDisk, judgeMail, judgeNodes, judgeQueue, judgeSockets, judgeVersions } from './health.rules.js';

const KEY = 'health';
/** Written by whoever makes backups, when one is whole: `{ "at": "<instant>" }`. */
const BACKUP_KEY = 'backup';
const DAY_MS = 24 * 3_600_000;
const NODE_GONE_MS = 10_000;
const Known = z.record(z.string(), z.object({ state: HealthState, reason: z.string(), since: z.string() }));
type Known = z.infer<typeof Known>;
const Backup = z.object({ at: z.iso.datetime() });
/** Beside `dist`, or at the root of the work tree when run from source; whatever folder the process was started in. */
const MANIFEST = ['../../../../package.json', '../../../package.json'].map((up) => fileURLToPath(new URL(up, import.meta.url))).find((file) => existsSync(file));
const APP = MANIFEST ? z.object({ version: z.string() }).parse(JSON.parse(readFileSync(MANIFEST, 'utf8'))).version : '';

/** Whether the desk is well, thing by thing. */
@Injectable()
export class HealthService {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly sockets: Sockets,
    private readonly certificate: Certificate,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async now(): Promise<Health> {
    const [findings, known] = await Promise.all([this.findings(), this.known(this.db.prisma)]);
    const at = this.clock.now().toISOString();
    return { at, items: findings.map((finding) => ({ ...finding, figures: { ...finding.figures }, since: sinceOf(finding, known) ?? at })) };
  }

  /** Remembers since when each thing stands as it stands. */
  async remember(tx: Tx, findings: readonly Finding[]): Promise<void> {
    const known = await this.known(tx);
    const at = this.clock.now().toISOString();
    const next: Known = Object.fromEntries(findings.map((finding) => [finding.name, { state: finding.state, reason: finding.reason, since: sinceOf(finding, known) ?? at }]));
    if (JSON.stringify(next) === JSON.stringify(known)) return;
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: next }, update: { value: next, updatedAt: this.clock.now() } });
  }

  async findings(): Promise<Finding[]> {
    const found = await Promise.all([this.disk(), this.events(), this.deliveries(), this.mail(), this.certificate.look().then(judgeCertificate), this.backup(), this.versions(), this.nodes()]);
    return [...found, this.connected()];
  }

  private async disk(): Promise<Finding> {
    const { bavail, bsize, blocks } = await statfs(this.env.DATA_DIR);
    return judgeDisk({ free: bavail * bsize, total: blocks * bsize });
  }

  private async events(): Promise<Finding> {
    const { _count, _min } = await this.db.prisma.event.aggregate({ where: { relayedAt: null }, _count: { _all: true }, _min: { createdAt: true } });
    return judgeQueue('events', _count._all, this.ageOf(_min.createdAt));
  }

  private async deliveries(): Promise<Finding> {
    const { _count, _min } = await this.db.prisma.delivery.aggregate({ where: { state: 'due', dueAt: { lt: this.clock.now() } }, _count: { _all: true }, _min: { dueAt: true } });
    return judgeQueue('deliveries', _count._all, this.ageOf(_min.dueAt));
  }

  private async mail(): Promise<Finding> {
    const since = new Date(this.clock.now().getTime() - DAY_MS);
    const [failed, last] = await Promise.all([
      this.db.prisma.delivery.count({ where: { channel: 'mail', state: 'failed', createdAt: { gte: since } } }),
      this.db.prisma.delivery.findFirst({ where: { channel: 'mail', deliveredAt: { not: null } }, orderBy: { deliveredAt: 'desc' }, select: { deliveredAt: true } }),
    ]);
    return judgeMail({ isSet: this.mailer.isSet, failed, lastAt: last?.deliveredAt?.toISOString() ?? null });
  }

  private async backup(): Promise<Finding> {
    const row = await this.db.prisma.setting.findUnique({ where: { key: BACKUP_KEY } });
    const backup = Backup.safeParse(row?.value);
    return backup.success ? judgeBackup(this.ageOf(new Date(backup.data.at)), backup.data.at) : judgeBackup(null, null);
  }

  private async versions(): Promise<Finding> {
    const { rows } = await this.db.pool.query<{ postgres: string; migrations: number; last: string }>(
      `SELECT current_setting('server_version') AS postgres, count(*)::int AS migrations, max("migration_name") AS last FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL`,
    );
    const [row] = rows;
    return judgeVersions({ app: APP, node: process.versions.node, postgres: row?.postgres.split(' ')[0] ?? '', migrations: row?.migrations ?? 0, lastMigration: row?.last ?? '' });
  }

  private connected(): Finding {
    const clients = [...this.sockets.all()];
    const staff = clients.filter((client) => isStaff(client.actor)).length;
    return judgeSockets(staff, clients.length - staff);
  }

  private async nodes(): Promise<Finding> {
    const seenAt = { gte: new Date(this.clock.now().getTime() - NODE_GONE_MS) };
    const [seen, cutOff] = await Promise.all([this.db.prisma.node.count({ where: { seenAt } }), this.db.prisma.node.count({ where: { seenAt, isLinked: false } })]);
    return judgeNodes(this.env.REDIS_URL === undefined, seen, cutOff);
  }

  private ageOf(at: Date | null): number | null {
    return at && Math.max(0, Math.round((this.clock.now().getTime() - at.getTime()) / 1000));
  }

  private async known(db: Pick<Tx, 'setting'>): Promise<Known> {
    const row = await db.setting.findUnique({ where: { key: KEY } });
    const known = Known.safeParse(row?.value);
    return known.success ? known.data : {};
  }
}

function sinceOf({ name, state, reason }: { name: HealthCheckName; state: string; reason: string }, known: Known): string | null {
  const before = known[name];
  return before && before.state === state && before.reason === reason ? before.since : null;
}
