import type { FieldValue } from '#contracts/common.js';
import type { CustomField } from '#contracts/custom-fields.js';
import { checkValue } from '#contracts/custom-fields.rules.js';
import type { TemplateContent, TemplateLoss } from '#contracts/ticket-templates.js';

export interface There {
  readonly teams: ReadonlySet<string>;
  /** All of them, whoever may read them. */
  readonly fields: readonly CustomField[];
  /** What this reader knows of. */
  readonly readable: ReadonlySet<string>;
}

const withoutRetired = ({ options }: CustomField, value: FieldValue): FieldValue | null => {
  const offered = new Set(options.flatMap(({ key, retired }) => (retired ? [] : [key])));
  if (Array.isArray(value)) return value.some((key) => offered.has(key)) ? value.filter((key) => offered.has(key)) : null;
  return typeof value === 'string' && offered.has(value) ? value : null;
};

/** What of a template still holds, and what it names that is gone. What a reader may not read is for him no part of it. */
export function standing(content: TemplateContent, { teams, fields, readable }: There): { opens: TemplateContent; gone: TemplateLoss[] } {
  const gone: TemplateLoss[] = [];
  const teamId = content.teamId !== null && teams.has(content.teamId) ? content.teamId : null;
  if (teamId !== content.teamId) gone.push({ what: 'team' });
  const kept: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(content.fields)) {
    const field = fields.find((one) => one.key === key);
    if (field && !readable.has(key)) continue;
    if (!field || field.retiredAt !== null) {
      gone.push({ what: 'field', key });
      continue;
    }
    const chosen = field.kind === 'choice' || field.kind === 'multi_choice' ? withoutRetired(field, value) : value;
    if (JSON.stringify(chosen) !== JSON.stringify(value)) gone.push({ what: 'option', key });
    if (chosen !== null) kept[key] = chosen;
  }
  return { opens: { ...content, teamId, fields: kept }, gone };
}

/** The values as they are kept: each one a field takes, and of fields that the writer cannot see those that were there. */
export function keptFields(wish: TemplateContent['fields'], before: TemplateContent['fields'], { fields, readable }: There): { fields: TemplateContent['fields'] } | { faults: { path: string; code: string }[] } {
  const faults: { path: string; code: string }[] = [];
  const hidden = Object.entries(before).filter(([key]) => fields.some((field) => field.key === key) && !readable.has(key));
  const kept: Record<string, FieldValue> = Object.fromEntries(hidden);
  for (const [key, value] of Object.entries(wish)) {
    const field = readable.has(key) ? fields.find((one) => one.key === key && one.retiredAt === null) : undefined;
    const checked = field ? checkValue(field, value, null) : { fault: 'unknown' };
    if ('fault' in checked) faults.push({ path: `opens.fields.${key}`, code: checked.fault });
    else if (checked.value !== null) kept[key] = checked.value;
  }
  return faults.length > 0 ? { faults } : { fields: kept };
}
