import fc from 'fast-check';
import { type Asked, choose, type Colleague } from './choice.rules.js';
import { needsOf, NO_NEEDS, type NeededSkill, type Needs, spokenIn, wantOf, wantsMet } from './needs.rules.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 5, 12, minute));
const someone = (accountId: string, change: Partial<Colleague> = {}): Colleague => ({ accountId, onDuty: true, languages: [], skills: new Map(), open: 0, limit: 8, lastGivenAt: null, ...change });
const asked = (change: Partial<Asked> = {}): Asked => ({ needs: NO_NEEDS, method: 'least_load', anybody: false, formerId: null, gaveBack: [], ...change });
const skill = (skillId: string, level = 1): NeededSkill => ({ skillId, name: skillId.toUpperCase(), level, by: 'team' });
const chinese: Needs = { language: { code: 'zh', by: 'customer' }, skills: [] };
const returns: Needs = { language: { code: 'zh', by: 'customer' }, skills: [skill('returns', 2)] };
const winnerOf = (ask: Asked, people: readonly Colleague[]) => choose(ask, people).winner?.accountId ?? null;

describe('who is given a ticket', () => {
  it.each<[string, Asked, Colleague[], string | null]>([
    ['nobody where nobody is', asked(), [], null],
    ['nobody who is away', asked(), [someone('a', { onDuty: false })], null],
    ['nobody at the limit', asked(), [someone('a', { open: 8 })], null],
    ['nobody whose limit is nothing', asked(), [someone('a', { limit: 0 })], null],
    ['whoever has the smaller share of the limit', asked(), [someone('a', { open: 2, limit: 4 }), someone('b', { open: 3, limit: 8 })], 'b'],
    ['whoever waited longest, at equal share', asked(), [someone('a', { lastGivenAt: at(9) }), someone('b', { lastGivenAt: at(1) })], 'b'],
    ['whoever waited longest, however loaded, in turn', asked({ method: 'round_robin' }), [someone('a', { lastGivenAt: at(9) }), someone('b', { lastGivenAt: at(1), open: 7 })], 'b'],
    ['whoever never had one before all others', asked({ method: 'round_robin' }), [someone('a', { lastGivenAt: at(1) }), someone('b')], 'b'],
    ['whoever speaks the language', asked({ needs: chinese }), [someone('a'), someone('b', { languages: ['de', 'zh'], open: 7 })], 'b'],
    ['nobody else, while it waits', asked({ needs: chinese }), [someone('a')], null],
    ['anybody, when it has waited long enough', asked({ needs: chinese, anybody: true }), [someone('a')], 'a'],
    ['somebody who fits all the same, if there is one', asked({ needs: chinese, anybody: true }), [someone('a'), someone('b', { languages: ['zh'], open: 5 })], 'b'],
    ['nobody who is away, however long it waited', asked({ needs: chinese, anybody: true }), [someone('a', { onDuty: false })], null],
    ['whoever has the skill well enough', asked({ needs: { language: null, skills: [skill('returns', 2)] } }), [someone('a', { skills: new Map([['returns', 1]]) }), someone('b', { skills: new Map([['returns', 3]]), open: 6 })], 'b'],
    ['whoever knows the customer', asked({ formerId: 'b' }), [someone('a'), someone('b', { open: 5 })], 'b'],
    ['not whoever knows him and is away', asked({ formerId: 'b' }), [someone('a'), someone('b', { onDuty: false })], 'a'],
    ['not whoever has just given it away', asked({ gaveBack: ['a'] }), [someone('a'), someone('b', { open: 7 })], 'b'],
    ['nobody, when he alone is here', asked({ gaveBack: ['a'], anybody: true }), [someone('a')], null],
  ])('%s', (_, ask, people, expected) => {
    expect(winnerOf(ask, people)).toBe(expected);
  });

  it.each<[string, Asked, Colleague[], unknown[]]>([
    ['language, skill, load, and that nobody else could', asked({ needs: returns }), [someone('a', { languages: ['zh'], skills: new Map([['returns', 3]]), open: 2 }), someone('b')],
      [{ code: 'language', language: 'zh' }, { code: 'skill', skillId: 'returns', name: 'RETURNS', level: 3 }, { code: 'load', open: 3, limit: 8 }, { code: 'only' }]],
    ['what was given up', asked({ needs: returns, anybody: true }), [someone('a', { languages: ['zh'] })],
      [{ code: 'language', language: 'zh' }, { code: 'without_skill', skillId: 'returns', name: 'RETURNS', level: 2 }, { code: 'load', open: 1, limit: 8 }, { code: 'only' }]],
    ['the least load', asked(), [someone('a'), someone('b', { open: 1 })], [{ code: 'load', open: 1, limit: 8 }, { code: 'least_load' }]],
    ['the turn', asked({ method: 'round_robin' }), [someone('a', { lastGivenAt: at(1) }), someone('b', { lastGivenAt: at(2) })], [{ code: 'load', open: 1, limit: 8 }, { code: 'turn', since: at(1).toISOString() }]],
    ['that he knows the customer', asked({ formerId: 'a' }), [someone('a'), someone('b')], [{ code: 'former' }, { code: 'load', open: 1, limit: 8 }]],
  ])('because of %s', (_, ask, people, reasons) => {
    expect(choose(ask, people).winner?.reasons).toEqual(reasons);
  });

  it.each<[string, Asked, Colleague[], unknown[]]>([
    ['the team is empty', asked(), [], [{ code: 'empty' }]],
    ['nobody is here', asked(), [someone('a', { onDuty: false })], [{ code: 'off_duty' }]],
    ['all are full', asked(), [someone('a', { open: 8 })], [{ code: 'full' }]],
    ['nobody speaks it', asked({ needs: chinese }), [someone('a')], [{ code: 'language', language: 'zh', who: 'nobody' }]],
    ['nobody here speaks it', asked({ needs: chinese }), [someone('a'), someone('b', { onDuty: false, languages: ['zh'] })], [{ code: 'language', language: 'zh', who: 'off_duty' }]],
    ['language and skill are both not here', asked({ needs: returns }), [someone('a')], [{ code: 'language', language: 'zh', who: 'nobody' }, { code: 'skill', skillId: 'returns', name: 'RETURNS', level: 2, who: 'nobody' }]],
    ['nobody has both', asked({ needs: returns }), [someone('a', { languages: ['zh'] }), someone('b', { skills: new Map([['returns', 2]]) })], [{ code: 'together' }]],
    ['those who can are full', asked({ needs: chinese }), [someone('a', { languages: ['zh'], open: 8 }), someone('b')], [{ code: 'full' }]],
    ['he alone can, and gave it away', asked({ gaveBack: ['a'] }), [someone('a')], [{ code: 'gave_back' }]],
  ])('waits because %s', (_, ask, people, waits) => {
    expect(choose(ask, people)).toMatchObject({ winner: null, waits });
  });

  it('says of everybody what stood against him', () => {
    const people = [someone('b', { languages: ['zh'], skills: new Map([['returns', 2]]) }), someone('a', { onDuty: false, open: 8 }), someone('c', { languages: ['zh'], skills: new Map([['returns', 1]]) })];
    expect(choose(asked({ needs: returns, gaveBack: ['c'] }), people).considered).toEqual([
      { accountId: 'a', against: ['off_duty', 'full', 'language', 'skill'], open: 8, limit: 8 }, { accountId: 'b', against: [], open: 0, limit: 8 }, { accountId: 'c', against: ['skill', 'gave_back'], open: 0, limit: 8 },
    ]);
  });

  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const spoken = fc.constantFrom('en', 'zh', 'ja');
  const colleague: fc.Arbitrary<Colleague> = fc.record({
    accountId: id, onDuty: fc.boolean(), languages: fc.uniqueArray(spoken), open: fc.integer({ min: 0, max: 9 }), limit: fc.integer({ min: 0, max: 8 }),
    skills: fc.uniqueArray(fc.tuple(fc.constantFrom('returns', 'invoices'), fc.integer({ min: 1, max: 3 })), { selector: ([one]) => one }).map((all) => new Map(all)),
    lastGivenAt: fc.option(fc.integer({ min: 0, max: 59 }).map(at)),
  });
  const people = fc.uniqueArray(colleague, { selector: ({ accountId }) => accountId });
  const needs: fc.Arbitrary<Needs> = fc.record({
    language: fc.option(spoken.map((code) => ({ code, by: 'customer' as const }))),
    skills: fc.uniqueArray(fc.tuple(fc.constantFrom('returns', 'invoices'), fc.integer({ min: 1, max: 3 })), { selector: ([one]) => one }).map((all) => all.map(([one, level]) => skill(one, level))),
  });
  const asking: fc.Arbitrary<Asked> = fc.record({ needs, method: fc.constantFrom('round_robin' as const, 'least_load' as const), anybody: fc.boolean(), formerId: fc.option(id), gaveBack: fc.uniqueArray(id) });
  const fits = (one: Colleague, { language, skills }: Needs) => (language === null || one.languages.includes(language.code)) && skills.every((need) => (one.skills.get(need.skillId) ?? 0) >= need.level);

  it('is never somebody over the limit, away, or who gave it away', () => {
    fc.assert(fc.property(asking, people, (ask, all) => {
      const winner = all.find(({ accountId }) => accountId === winnerOf(ask, all));
      if (winner) expect([winner.open < winner.limit, winner.onDuty, ask.gaveBack.includes(winner.accountId)]).toEqual([true, true, false]);
    }));
  });
  it('is never somebody unfit while a fit one is free, and nobody unfit before it waited long enough', () => {
    fc.assert(fc.property(asking, people, (ask, all) => {
      const winner = all.find(({ accountId }) => accountId === winnerOf(ask, all));
      const free = all.filter((one) => one.onDuty && one.open < one.limit && !ask.gaveBack.includes(one.accountId));
      if (free.some((one) => fits(one, ask.needs))) expect(winner && fits(winner, ask.needs)).toBe(true);
      else if (ask.anybody) expect(winner === undefined).toBe(free.length === 0);
      else expect(winner).toBeUndefined();
    }));
  });
  it('is the same whatever order people are found in, and so is what is said of it', () => {
    fc.assert(fc.property(asking, people, (ask, all) => expect(choose(ask, all.toReversed())).toEqual(choose(ask, all))));
  });
  it('has either somebody or a reason why not', () => {
    fc.assert(fc.property(asking, people, (ask, all) => {
      const { winner, waits } = choose(ask, all);
      expect(winner === null).toBe(waits.length > 0);
    }));
  });
  it('is fair over time: in turn, nobody of those who fit gets two more than another', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }), (many, tickets) => {
      let team = ['a', 'b', 'c', 'd', 'e'].slice(0, many).map((name) => someone(name, { limit: 100 }));
      for (let nth = 0; nth < tickets; nth += 1) {
        const winner = winnerOf(asked({ method: 'round_robin' }), team);
        team = team.map((one) => (one.accountId === winner ? { ...one, open: one.open + 1, lastGivenAt: at(nth) } : one));
      }
      const opens = team.map(({ open }) => open);
      expect(Math.max(...opens) - Math.min(...opens)).toBeLessThanOrEqual(1);
    }));
  });
  it('fills by share: whoever may have twice as many gets about twice as many', () => {
    let team = [someone('a', { limit: 4 }), someone('b', { limit: 8 })];
    for (let nth = 0; nth < 9; nth += 1) {
      const winner = winnerOf(asked(), team);
      team = team.map((one) => (one.accountId === winner ? { ...one, open: one.open + 1, lastGivenAt: at(nth) } : one));
    }
    expect(team.map(({ open }) => open)).toEqual([3, 6]);
  });
});

describe('what a ticket needs', () => {
  it('is met at its level and below', () => {
    expect(wantsMet(new Map([['returns', 3], ['invoices', 1]]))).toEqual(['returns 1', 'returns 2', 'returns 3', 'invoices 1']);
    expect(wantsMet(new Map([['returns', 2]]))).not.toContain(wantOf({ skillId: 'returns', level: 3 }));
  });
  const names = new Map([['returns', 'Returns'], ['invoices', 'Invoices']]);
  const ticket = { type: 'problem', tags: ['vip', '退货'], locale: 'zh-TW', language: null, named: [] };
  const rule = (skillId: string, level: number, types: ('problem' | 'task')[] = [], tags: string[] = []) => ({ skillId, level, types, tags });
  it.each<[string | null, string | null]>([['zh-TW', 'zh'], ['zh_Hant_TW', 'zh'], ['EN', 'en'], ['', null], [null, null], ['x-klingon', null], ['中文', null], ['<script>', null]])('%s is %s', (locale, language) => {
    expect(spokenIn(locale)).toBe(language);
  });
  it.each<[string, Parameters<typeof needsOf>[0], Parameters<typeof needsOf>[1], string | null, [string, number, string][]]>([
    ['nothing without wishes', ticket, { byLanguage: false, skillRules: [] }, null, []],
    ['the language of its customer', ticket, { byLanguage: true, skillRules: [] }, 'zh', []],
    ['the language named by hand before that', { ...ticket, language: 'ja' }, { byLanguage: true, skillRules: [] }, 'ja', []],
    ['the language named by hand, also where the team does not mind', { ...ticket, language: 'ja' }, { byLanguage: false, skillRules: [] }, 'ja', []],
    ['no language of a customer who told none', { ...ticket, locale: null }, { byLanguage: true, skillRules: [] }, null, []],
    ['what its type and tags ask, both where both are named', ticket, { byLanguage: false, skillRules: [rule('returns', 2, ['problem'], ['退货', 'x']), rule('invoices', 1, ['task'], ['vip'])] }, null, [['returns', 2, 'team']]],
    ['of one skill the higher level', { ...ticket, named: [{ skillId: 'returns', name: 'Returns', level: 3, by: 'hand' as const }] }, { byLanguage: false, skillRules: [rule('returns', 2)] }, null, [['returns', 3, 'hand']]],
    ['no skill that is gone', ticket, { byLanguage: false, skillRules: [rule('gone', 1)] }, null, []],
  ])('%s', (_, asking, team, language, skills) => {
    const found = needsOf(asking, team, names);
    expect([found.language?.code ?? null, found.skills.map(({ skillId, level, by }) => [skillId, level, by])]).toEqual([language, skills]);
  });
});
