import { Settings } from '#contracts/settings.js';
import { CUSTOMERS, PEOPLE } from '#prisma/demo/people.js';
import { TICKETS } from '#prisma/demo/tickets.js';
import { play } from './demo-script.rules.js';

const NOW = new Date('2026-03-10T15:04:05.000Z');
const KETTLE = { by: 'anna', team: 'aftersales', agent: 'emily', page: ['/', 'Shop'], when: [2, '10:00'] } as const;

describe('a script of the demo data', () => {
  it('adds the lines that the product would have added', () => {
    const { entries, chats, closedAt } = play({ ...KETTLE, closed: true, end: { reason: 'defect', result: 'solved' }, talk: '\n> It leaks\n< Oh no\nreally?\n# B09\n' }, NOW);
    expect(entries.map(({ by, text, system, internal }) => [by, system?.code ?? text, internal])).toEqual([
      ['customer', 'It leaks', false],
      ['system', 'chat.queued', false],
      ['system', 'chat.joined', false],
      ['agent', 'Oh no\nreally?', false],
      ['agent', 'B09', true],
      ['system', 'chat.ended', false],
      ['system', 'ticket.closed', true],
    ]);
    expect(entries[0]?.at).toEqual(new Date('2026-03-08T10:00:00.000Z'));
    expect(chats).toEqual([{ queuedAt: entries[0]?.at, acceptedAt: entries[2]?.at, endedAt: entries[5]?.at, endedBy: 'agent' }]);
    expect(closedAt).toEqual(entries[6]?.at);
  });

  it('ends a chat at a long silence, and begins another when the customer writes again', () => {
    const { chats, entries } = play({ ...KETTLE, when: [9, '10:00'], end: { reason: 'defect', result: 'solved' }, talk: '> A\n< B\n+ 1440\n< C\n+ 60\n> D\n< E' }, NOW);
    expect(entries.map(({ text, system }) => system?.code ?? text)).toEqual(['A', 'chat.queued', 'chat.joined', 'B', 'chat.ended', 'C', 'D', 'chat.queued', 'chat.joined', 'E', 'chat.ended']);
    expect(chats.map(({ endedBy }) => endedBy)).toEqual(['agent', 'agent']);
  });

  it('leaves whoever waits in the queue', () => {
    const { chats } = play({ by: 'anna', team: 'aftersales', page: ['/', 'Shop'], when: { minutesAgo: 2 }, talk: '> Hello?' }, NOW);
    expect(chats).toEqual([{ queuedAt: new Date('2026-03-10T15:02:05.000Z'), acceptedAt: null, endedAt: null, endedBy: null }]);
  });
});

describe('the demo data', () => {
  it.each(TICKETS.map((ticket) => [ticket.talk.trim().split('\n')[0], ticket] as const))('tells in order and of the past: %s', (_, ticket) => {
    const { entries, chats } = play(ticket, NOW);
    const times = entries.map((entry) => entry.at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(NOW.getTime());
    expect(chats.filter((chat) => chat.endedAt === null)).toHaveLength(ticket.end ? 0 : 1);
    expect(chats.filter((chat) => (chat.acceptedAt === null) !== (ticket.agent === undefined))).toEqual([]);
  });

  it('names only customers, people and contact reasons that there are', () => {
    const reasons = Settings.parse({}).contactReasons.map((reason) => reason.key);
    expect(TICKETS).not.toEqual([]);
    for (const { by, agent, end } of TICKETS) {
      if (typeof by === 'string') expect(CUSTOMERS.map((customer) => customer.key)).toContain(by);
      if (agent) expect(PEOPLE.map((person) => person.key)).toContain(agent);
      if (end) expect(reasons).toContain(end.reason);
    }
  });

  it('has one card for each role, and somebody who waits in every team', () => {
    expect(PEOPLE.filter((person) => person.card).map((person) => person.role)).toEqual(['agent', 'lead', 'manager', 'admin']);
    expect(new Set(TICKETS.filter((ticket) => !ticket.end).map((ticket) => ticket.team))).toEqual(new Set(['presales', 'aftersales', 'chinese']));
  });
});
