import type { Considered, LeftOut, RoutingWait } from '#contracts/routing.js';
import type { RoutingReason } from '#contracts/routing.reasons.js';
import type { NeededSkill, Needs } from './needs.rules.js';

/** One of the team, as he stands now. */
export interface Colleague {
  readonly accountId: string;
  /** Connected, and says that he is available. */
  readonly onDuty: boolean;
  readonly languages: readonly string[];
  readonly skills: ReadonlyMap<string, number>;
  /** Open tickets that are his, and how many he is given at most. */
  readonly open: number;
  readonly limit: number;
  /** When routing last gave him one; null: never. */
  readonly lastGivenAt: Date | null;
}
export interface Asked {
  readonly needs: Needs;
  readonly method: 'round_robin' | 'least_load';
  /** It has waited long enough: language and skills are asked of nobody any more where nobody has them. */
  readonly anybody: boolean;
  /** Who had the ticket that this one continues. */
  readonly formerId: string | null;
  /** Whoever has just given it away is not given it again. */
  readonly gaveBack: readonly string[];
}
export interface Choice {
  readonly winner: { readonly accountId: string; readonly reasons: readonly RoutingReason[] } | null;
  /** Why there is none. */
  readonly waits: readonly RoutingWait[];
  readonly considered: readonly Considered[];
}

const speaks = ({ languages }: Colleague, { language }: Needs): boolean => language === null || languages.includes(language.code);
const has = ({ skills }: Colleague, { skillId, level }: NeededSkill): boolean => (skills.get(skillId) ?? 0) >= level;
export const isAble = (colleague: Colleague, needs: Needs): boolean => speaks(colleague, needs) && needs.skills.every((skill) => has(colleague, skill));

function against(colleague: Colleague, { needs, gaveBack }: Asked): LeftOut[] {
  const held: (LeftOut | false)[] = [
    !colleague.onDuty && 'off_duty',
    colleague.open >= colleague.limit && 'full',
    !speaks(colleague, needs) && 'language',
    !needs.skills.every((skill) => has(colleague, skill)) && 'skill',
    gaveBack.includes(colleague.accountId) && 'gave_back',
  ];
  return held.filter((one) => one !== false);
}
const isWish = (one: LeftOut): boolean => one === 'language' || one === 'skill';

/** Who is given a ticket, and why; or why nobody is. The same for whatever order people are found in. */
export function choose(asked: Asked, colleagues: readonly Colleague[]): Choice {
  const team = colleagues.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1)).map((colleague) => ({ colleague, held: against(colleague, asked) }));
  const considered = team.map(({ colleague: { accountId, open, limit }, held }) => ({ accountId, against: held, open, limit }));
  const fit = team.filter(({ held }) => held.length === 0).map(({ colleague }) => colleague);
  const free = fit.length > 0 || !asked.anybody ? fit : team.filter(({ held }) => held.every(isWish)).map(({ colleague }) => colleague);
  const former = free.find(({ accountId }) => accountId === asked.formerId);
  const winner = former ?? free.toSorted(ORDERS[asked.method])[0];
  if (!winner) return { winner: null, waits: waitsFor(asked, colleagues), considered };
  return { winner: { accountId: winner.accountId, reasons: reasonsFor(winner, asked, free, former !== undefined) }, waits: [], considered };
}

const turn = (a: Colleague, b: Colleague): number => (a.lastGivenAt?.getTime() ?? 0) - (b.lastGivenAt?.getTime() ?? 0) || (a.accountId < b.accountId ? -1 : 1);
const share = ({ open, limit }: Colleague): number => open / limit;
const ORDERS = {
  round_robin: turn,
  least_load: (a: Colleague, b: Colleague): number => share(a) - share(b) || turn(a, b),
} as const;

/** What of the needs somebody has, and what was given up. */
export function wishReasons(colleague: Colleague, needs: Needs): RoutingReason[] {
  const { language, skills } = needs;
  return [
    ...(language ? [{ code: speaks(colleague, needs) ? ('language' as const) : ('without_language' as const), language: language.code }] : []),
    ...skills.map(({ skillId, name, level }) => {
      const held = colleague.skills.get(skillId) ?? 0;
      return held >= level ? { code: 'skill' as const, skillId, name, level: held } : { code: 'without_skill' as const, skillId, name, level };
    }),
  ];
}

function reasonsFor(winner: Colleague, { needs, method }: Asked, free: readonly Colleague[], isFormer: boolean): RoutingReason[] {
  const since = winner.lastGivenAt?.toISOString() ?? null;
  const lighter = free.some((other) => other !== winner && share(other) > share(winner));
  return [
    ...(isFormer ? [{ code: 'former' } as const] : []),
    ...wishReasons(winner, needs),
    { code: 'load', open: winner.open + 1, limit: winner.limit },
    ...(isFormer ? [] : free.length === 1 ? [{ code: 'only' } as const] : method === 'least_load' && lighter ? [{ code: 'least_load' } as const] : [{ code: 'turn', since } as const]),
  ];
}

function waitsFor({ needs, gaveBack }: Asked, colleagues: readonly Colleague[]): RoutingWait[] {
  if (colleagues.length === 0) return [{ code: 'empty' }];
  const here = colleagues.filter(({ onDuty }) => onDuty);
  const who = (able: (colleague: Colleague) => boolean) => (here.some(able) ? null : colleagues.some(able) ? ('off_duty' as const) : ('nobody' as const));
  const speaker = needs.language ? who((one) => speaks(one, needs)) : null;
  const lacking: RoutingWait[] = [
    ...(needs.language && speaker ? [{ code: 'language' as const, language: needs.language.code, who: speaker }] : []),
    ...needs.skills.flatMap((skill) => {
      const holder = who((one) => has(one, skill));
      return holder ? [{ code: 'skill' as const, skillId: skill.skillId, name: skill.name, level: skill.level, who: holder }] : [];
    }),
  ];
  if (lacking.length > 0) return lacking;
  if (here.length === 0) return [{ code: 'off_duty' }];
  const able = here.filter((one) => isAble(one, needs));
  if (able.length === 0) return [{ code: 'together' }];
  return [{ code: able.every(({ accountId }) => gaveBack.includes(accountId)) ? 'gave_back' : 'full' }];
}
