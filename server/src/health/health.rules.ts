import type { HealthCheckName, HealthState } from '#contracts/health.js';

export interface Finding {
  readonly name: HealthCheckName;
  readonly state: HealthState;
  readonly reason: string;
  readonly figures: Readonly<Record<string, number | string | null>>;
}

const GIB = 1024 ** 3;
const DAY_S = 86_400;
const finding = (name: HealthCheckName, state: HealthState, reason: string, figures: Finding['figures'] = {}): Finding => ({ name, state, reason, figures });

/** A database that cannot write is worse than a slow one: the last gigabyte is for nobody. */
export function judgeDisk({ free, total }: { free: number; total: number }): Finding {
  const figures = { freeBytes: free, totalBytes: total, freePercent: total === 0 ? 0 : Math.floor((100 * free) / total) };
  if (free < GIB || figures.freePercent < 3) return finding('disk', 'bad', 'full', figures);
  return free < 5 * GIB || figures.freePercent < 10 ? finding('disk', 'warning', 'low', figures) : finding('disk', 'good', 'enough', figures);
}

/** Age of the oldest thing that should have gone on at once. */
export function judgeQueue(name: 'events' | 'deliveries', waiting: number, oldestSeconds: number | null): Finding {
  const figures = { waiting, oldestSeconds };
  if (oldestSeconds !== null && oldestSeconds > 300) return finding(name, 'bad', 'stuck', figures);
  return oldestSeconds !== null && oldestSeconds > 30 ? finding(name, 'warning', 'late', figures) : finding(name, 'good', 'flowing', figures);
}

export function judgeMail({ isSet, failed, lastAt }: { isSet: boolean; failed: number; lastAt: string | null }): Finding {
  const figures = { failed, lastAt };
  if (!isSet) return finding('mail', 'warning', 'not_set', figures);
  if (failed > 0) return finding('mail', 'bad', 'failing', figures);
  return lastAt === null ? finding('mail', 'unknown', 'nothing_sent', figures) : finding('mail', 'good', 'sending', figures);
}

export type CertificateFact = { kind: 'no_https' } | { kind: 'unreachable' } | { kind: 'seen'; daysLeft: number; until: string };
export function judgeCertificate(fact: CertificateFact): Finding {
  if (fact.kind === 'no_https') return finding('certificate', 'unknown', 'no_https');
  if (fact.kind === 'unreachable') return finding('certificate', 'warning', 'unreachable');
  const figures = { daysLeft: fact.daysLeft, until: fact.until };
  if (fact.daysLeft < 7) return finding('certificate', 'bad', fact.daysLeft < 0 ? 'over' : 'ending', figures);
  return fact.daysLeft < 21 ? finding('certificate', 'warning', 'ending', figures) : finding('certificate', 'good', 'valid', figures);
}

export function judgeBackup(ageSeconds: number | null, at: string | null): Finding {
  if (ageSeconds === null) return finding('backup', 'warning', 'none_seen');
  const figures = { ageSeconds, at };
  if (ageSeconds > 7 * DAY_S) return finding('backup', 'bad', 'old', figures);
  return ageSeconds > 36 * 3600 ? finding('backup', 'warning', 'old', figures) : finding('backup', 'good', 'fresh', figures);
}

export function judgeVersions(figures: { app: string; node: string; postgres: string; migrations: number; lastMigration: string }): Finding {
  const outdated = Number(figures.node.split('.')[0]) < 22;
  return outdated ? finding('versions', 'warning', 'node_old', figures) : finding('versions', 'good', 'current', figures);
}

export const judgeSockets = (staff: number, visitors: number): Finding => finding('sockets', 'good', 'connected', { staff, visitors });

/** @param alone no Redis is set: one process runs everything */
export function judgeNodes(alone: boolean, seen: number, cutOff: number): Finding {
  if (alone) return finding('nodes', 'good', 'alone', { seen: 1, cutOff: 0 });
  if (cutOff > 0) return finding('nodes', 'bad', 'cut_off', { seen, cutOff });
  return seen < 2 ? finding('nodes', 'warning', 'single', { seen, cutOff }) : finding('nodes', 'good', 'together', { seen, cutOff });
}
