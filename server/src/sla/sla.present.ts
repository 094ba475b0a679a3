import type { DuePolicy, DueTime } from '#contracts/sla.js';
import type { PolicyRow, ReadDue, ReadPolicy } from './due.record.js';
import { isDefault } from './policy.rules.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function presentPolicy({ id, name, conditions, targets, pausesOnHold, version, createdAt, versions }: ReadPolicy<PolicyRow>): DuePolicy {
  const [latest] = versions;
  return { id, name, conditions, targets, pausesOnHold, version, isDefault: isDefault(conditions), changedAt: (latest?.createdAt ?? createdAt).toISOString(), changedBy: latest?.account ?? null };
}

export const presentDue = ({ kind, state, startedAt, dueAt, warnAt, metAt, breachedAt, leftSeconds, basis }: ReadDue): DueTime => ({
  kind, state, startedAt: startedAt.toISOString(), dueAt: iso(dueAt), warnAt: iso(warnAt), metAt: iso(metAt), breachedAt: iso(breachedAt), leftSeconds, basis,
});
