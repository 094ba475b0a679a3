import type { SkillRule } from '#contracts/routing.js';

export interface NeededSkill {
  readonly skillId: string;
  readonly name: string;
  readonly level: number;
  readonly by: 'hand' | 'rule' | 'team';
}
/** What a ticket asks of whoever takes it. */
export interface Needs {
  readonly language: { readonly code: string; readonly by: 'hand' | 'customer' } | null;
  readonly skills: readonly NeededSkill[];
}
/** As a statement compares it: whoever has a skill at a level has it at those below as well. */
export const wantOf = ({ skillId, level }: Pick<NeededSkill, 'skillId' | 'level'>): string => `${skillId} ${level}`;
export const wantsMet = (skills: ReadonlyMap<string, number>): string[] => [...skills].flatMap(([skillId, held]) => Array.from({ length: held }, (_, below) => wantOf({ skillId, level: below + 1 })));
export const NO_NEEDS: Needs = { language: null, skills: [] };

export interface Asking {
  readonly type: string;
  readonly tags: readonly string[];
  /** What the visitor's browser, the customer or his letters say. */
  readonly locale: string | null;
  /** Named by hand, in place of that. */
  readonly language: string | null;
  readonly named: readonly NeededSkill[];
}
interface TeamWishes {
  readonly byLanguage: boolean;
  readonly skillRules: readonly SkillRule[];
}

/** `zh-TW` and `zh_Hant` are Chinese; what is no language is none. */
export function spokenIn(locale: string | null): string | null {
  const [primary = ''] = (locale ?? '').toLowerCase().split(/[-_]/);
  return /^[a-z]{2,3}$/.test(primary) ? primary : null;
}

const asks = ({ types, tags }: SkillRule, ticket: Asking): boolean =>
  (types.length === 0 || types.some((type) => type === ticket.type)) && (tags.length === 0 || tags.some((tag) => ticket.tags.includes(tag)));

/** What was named by hand or by a rule, and what the team's rules ask of such a ticket; of one skill the higher level. */
export function needsOf(ticket: Asking, team: TeamWishes, names: ReadonlyMap<string, string>): Needs {
  const byTeam = team.skillRules.flatMap((rule): NeededSkill[] => {
    const name = names.get(rule.skillId);
    return name !== undefined && asks(rule, ticket) ? [{ skillId: rule.skillId, name, level: rule.level, by: 'team' }] : [];
  });
  const skills = new Map<string, NeededSkill>();
  for (const need of [...ticket.named, ...byTeam]) {
    const known = skills.get(need.skillId);
    if (!known || known.level < need.level) skills.set(need.skillId, need);
  }
  const own = team.byLanguage ? spokenIn(ticket.locale) : null;
  const language = ticket.language !== null ? ({ code: ticket.language, by: 'hand' } as const) : own !== null ? ({ code: own, by: 'customer' } as const) : null;
  return { language, skills: [...skills.values()].toSorted((a, b) => (a.skillId < b.skillId ? -1 : 1)) };
}
