import type { PersonKey, TeamKey } from './demo.types.js';

export type DemoSkill = 'returns' | 'coffee' | 'invoices';
type Level = 1 | 2 | 3;

export const SKILLS: Readonly<Record<DemoSkill, string>> = { returns: '退换货 Returns', coffee: '咖啡器具 Coffee gear', invoices: '发票 Invoices' };

/** Who can take what. Leads and managers of this shop are given no tickets: they take what they want. */
export const ABILITIES: readonly { readonly person: PersonKey; readonly languages: readonly string[]; readonly skills: Readonly<Partial<Record<DemoSkill, Level>>>; readonly limit: number }[] = [
  { person: 'emily', languages: ['en', 'es'], skills: { returns: 3, coffee: 1 }, limit: 24 },
  { person: 'yating', languages: ['en', 'zh'], skills: { returns: 3, invoices: 2 }, limit: 0 },
  { person: 'jonas', languages: ['de', 'en'], skills: { coffee: 2 }, limit: 0 },
  { person: 'marcus', languages: ['en'], skills: { coffee: 3 }, limit: 16 },
  { person: 'lena', languages: ['de', 'en', 'fr'], skills: { returns: 2, coffee: 2 }, limit: 16 },
  { person: 'xiaowen', languages: ['zh'], skills: { returns: 2, invoices: 3 }, limit: 20 },
  { person: 'jiahao', languages: ['ja', 'zh'], skills: { returns: 1, coffee: 2 }, limit: 20 },
  { person: 'min', languages: ['en', 'zh'], skills: { invoices: 2 }, limit: 12 },
];

export interface DemoMethod {
  readonly team: TeamKey;
  readonly method: 'manual' | 'round_robin' | 'least_load';
  readonly byLanguage: boolean;
  readonly skillRules: readonly { readonly types: ('problem' | 'complaint')[]; readonly tags: string[]; readonly skill: DemoSkill; readonly level: Level }[];
  readonly fallbackMinutes: number | null;
  readonly giveBackMinutes: number | null;
}
/** How teams give out. After sales takes by hand, and wants the right language for its chats. */
export const METHODS: readonly DemoMethod[] = [
  { team: 'aftersales', method: 'manual', byLanguage: true, skillRules: [{ types: ['complaint'], tags: [], skill: 'returns', level: 2 }], fallbackMinutes: 30, giveBackMinutes: null },
  { team: 'presales', method: 'least_load', byLanguage: true, skillRules: [{ types: [], tags: ['kettle', 'mug'], skill: 'coffee', level: 2 }], fallbackMinutes: 60, giveBackMinutes: null },
  { team: 'chinese', method: 'round_robin', byLanguage: true, skillRules: [{ types: [], tags: ['发票', '發票'], skill: 'invoices', level: 2 }, { types: [], tags: ['换货', '退货', '退貨'], skill: 'returns', level: 1 }], fallbackMinutes: 15, giveBackMinutes: 480 },
];
