import fc from 'fast-check';
import { type Candidate, offerReasons, pick, type WaitingChat } from './routing.rules.js';

const NOW = new Date('2026-03-05T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const someone = (accountId: string, change: Partial<Candidate> = {}): Candidate => ({ accountId, capacity: 4, load: 0, lastAcceptedAt: null, teamIds: ['tea'], ...change });
const chat = (change: Partial<WaitingChat> = {}): WaitingChat => ({ id: 'chat', teamId: 'tea', reservedForId: null, reservedUntil: null, passedBy: [], queuedAt: later(-5), ableIds: null, ...change });

describe('who is offered a chat', () => {
  it.each<[string, WaitingChat, Candidate[], string | null]>([
    ['nobody when nobody is there', chat(), [], null],
    ['nobody of another team', chat(), [someone('a', { teamIds: ['coffee'] })], null],
    ['anybody when the chat has no team', chat({ teamId: null }), [someone('a', { teamIds: [] })], 'a'],
    ['nobody whose places are taken', chat(), [someone('a', { load: 4 })], null],
    ['nobody without places', chat(), [someone('a', { capacity: 0 })], null],
    ['whoever uses the smaller share of places', chat(), [someone('a', { load: 2, capacity: 4 }), someone('b', { load: 2, capacity: 8 })], 'b'],
    ['whoever waited longest, at equal share', chat(), [someone('a', { lastAcceptedAt: later(-10) }), someone('b', { lastAcceptedAt: later(-90) })], 'b'],
    ['whoever never had one before anybody else', chat(), [someone('a', { lastAcceptedAt: later(-90) }), someone('b')], 'b'],
    ['the one it is reserved for, however loaded', chat({ reservedForId: 'a', reservedUntil: later(60) }), [someone('a', { load: 3 }), someone('b')], 'a'],
    ['the one it is reserved for, also from another team', chat({ reservedForId: 'a', reservedUntil: later(60) }), [someone('a', { teamIds: [] }), someone('b')], 'a'],
    ['somebody else when the reservation is over', chat({ reservedForId: 'a', reservedUntil: NOW }), [someone('a', { load: 3 }), someone('b')], 'b'],
    ['nobody else while the one it is reserved for has no place', chat({ reservedForId: 'a', reservedUntil: later(60) }), [someone('a', { load: 4 }), someone('b')], null],
    ['nobody else while the one it is reserved for is not there', chat({ reservedForId: 'a', reservedUntil: later(60) }), [someone('b')], null],
    ['somebody who has not passed it yet', chat({ passedBy: ['a'] }), [someone('a'), someone('b', { load: 3 })], 'b'],
    ['the one who passed it when nobody else is free', chat({ passedBy: ['a'] }), [someone('a'), someone('b', { load: 4 })], 'a'],
    ['whoever speaks the language, however loaded', chat({ ableIds: ['a'] }), [someone('a', { load: 3 }), someone('b')], 'a'],
    ['nobody else for a minute, while he has no place', chat({ ableIds: ['a'] }), [someone('a', { load: 4 }), someone('b')], null],
    ['somebody else after that', chat({ ableIds: ['a'], queuedAt: later(-60) }), [someone('a', { load: 4 }), someone('b')], 'b'],
    ['somebody else when he passed it', chat({ ableIds: ['a'], passedBy: ['a'] }), [someone('a', { load: 4 }), someone('b')], 'b'],
    ['anybody at once when nobody who speaks it is here', chat({ ableIds: [] }), [someone('a'), someone('b', { load: 1 })], 'a'],
  ])('%s', (_, waiting, candidates, expected) => {
    expect(pick(waiting, candidates, NOW)).toBe(expected);
  });

  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const team = fc.constantFrom('tea', 'coffee', 'travel');
  const candidate = fc.record({
    accountId: id,
    capacity: fc.integer({ min: 0, max: 6 }),
    load: fc.integer({ min: 0, max: 8 }),
    lastAcceptedAt: fc.option(fc.integer({ min: -9_000, max: 0 }).map(later)),
    teamIds: fc.uniqueArray(team),
  });
  const candidates = fc.uniqueArray(candidate, { selector: (one) => one.accountId });
  const waiting = fc.record({
    id: fc.constant('chat'),
    teamId: fc.option(team),
    reservedForId: fc.option(id),
    reservedUntil: fc.option(fc.integer({ min: -90, max: 90 }).map(later)),
    passedBy: fc.uniqueArray(id),
    queuedAt: fc.integer({ min: -90, max: 0 }).map(later),
    ableIds: fc.option(fc.uniqueArray(id)),
  });

  it('is always somebody with a free place and a right to it', () => {
    fc.assert(
      fc.property(waiting, candidates, (one, all) => {
        const picked = all.find((somebody) => somebody.accountId === pick(one, all, NOW));
        if (!picked) return;
        expect(picked.load).toBeLessThan(picked.capacity);
        const reserved = one.reservedForId === picked.accountId && one.reservedUntil !== null && one.reservedUntil > NOW;
        expect(one.teamId === null || picked.teamIds.includes(one.teamId) || reserved).toBe(true);
      }),
    );
  });

  it('is nobody but the one it is reserved for, until that time is over', () => {
    fc.assert(
      fc.property(waiting, candidates, (one, all) => {
        if (one.reservedForId !== null && one.reservedUntil !== null && one.reservedUntil > NOW) expect([one.reservedForId, null]).toContain(pick(one, all, NOW));
      }),
    );
  });

  it('is somebody whenever anybody of the team has a place and it is kept for nobody', () => {
    fc.assert(
      fc.property(waiting.map((one) => ({ ...one, reservedForId: null, ableIds: null })), candidates, (one, all) => {
        const anybody = all.some((somebody) => somebody.load < somebody.capacity && (one.teamId === null || somebody.teamIds.includes(one.teamId)));
        if (anybody) expect(pick(one, all, NOW)).not.toBeNull();
      }),
    );
  });

  it('is somebody who can do it, whenever such a one has a place', () => {
    fc.assert(
      fc.property(waiting.map((one) => ({ ...one, reservedForId: null })), candidates, (one, all) => {
        const free = all.filter((somebody) => somebody.load < somebody.capacity && !one.passedBy.includes(somebody.accountId) && (one.teamId === null || somebody.teamIds.includes(one.teamId)));
        const able = free.filter(({ accountId }) => one.ableIds?.includes(accountId));
        if (able.length > 0) expect(able.map(({ accountId }) => accountId)).toContain(pick(one, all, NOW));
      }),
    );
  });

  it('says why: what was kept is no matter of turns', () => {
    const said = (change: Partial<WaitingChat>) => offerReasons(chat(change), someone('a', { load: 2, lastAcceptedAt: later(-90) }), [{ code: 'language', language: 'zh' }], NOW).map(({ code }) => code);
    expect([said({}), said({ reservedForId: 'a', reservedUntil: later(9) }), said({ reservedForId: 'a', reservedUntil: NOW })]).toEqual([['language', 'load', 'turn'], ['kept', 'language', 'load'], ['language', 'load', 'turn']]);
  });

  it('does not depend on the order in which people are found', () => {
    fc.assert(fc.property(waiting, candidates, (one, all) => expect(pick(one, [...all].reverse(), NOW)).toBe(pick(one, all, NOW))));
  });

  it('never fills anybody beyond capacity, however many chats wait', () => {
    fc.assert(
      fc.property(fc.array(waiting, { maxLength: 60 }), candidates, (all, people) => {
        const loads = new Map<string, Candidate>(people.map((somebody) => [somebody.accountId, somebody]));
        for (const one of all) {
          const picked = loads.get(pick(one, [...loads.values()], NOW) ?? '');
          if (picked) loads.set(picked.accountId, { ...picked, load: picked.load + 1 });
        }
        for (const before of people) expect(loads.get(before.accountId)?.load).toBeLessThanOrEqual(Math.max(before.load, before.capacity));
      }),
    );
  });
});
