import fc from 'fast-check';
import type { RuleAction } from '#contracts/automation.js';
import { dueAfter, hearsWords, type Moments, sinceWhen } from './clock.rules.js';
import { heldBack, MOST_LINKS, MOST_RUNS_AN_HOUR } from './loop.rules.js';
import { type Around, raised, type Standing, stepsOf } from './step.rules.js';

const [MEI, JONAS, TEAM, OTHER, ERP, OLD] = ['mei', 'jonas', 'team', 'other', 'erp', 'old'];
const ticket = (change: Partial<Standing> = {}): Standing => ({ state: 'open', priority: 'normal', type: 'question', tags: ['vip'], assigneeId: null, teamId: TEAM, channelId: 'widget', fields: {}, subStateId: null, chatting: false, skills: {}, routed: false, muteness: null, sentTo: [], ...change });
const around = (change: Partial<Around> = {}): Around => ({
  people: new Map([[MEI, 'Mei'], [JONAS, 'Jonas']]), teams: new Map([[TEAM, 'Team'], [OTHER, 'Other']]), skills: new Map([['returns', 'Returns']]), endpoints: new Map([[ERP, { name: '仓库 ERP', isOn: true }], [OLD, { name: 'Old', isOn: false }]]), teamIds: [MEI, JONAS], leadIds: [JONAS], language: 'zh-CN', known: { fields: [], subStates: [{ id: 'photo', key: 'waiting_for_photo', state: 'pending', isDefault: false, retired: false }] },
  values: { 'customer.name': 'Anna', 'agent.name': null, 'ticket.number': '7', 'shop.name': 'Shop' }, ...change,
});
const WORDS = { en: 'Hello {{customer.name}}', 'zh-CN': '{{customer.name}} 您好，工单 {{ticket.number}}' };
const said = (actions: readonly RuleAction[], change: Partial<Standing> = {}, beside: Partial<Around> = {}) => stepsOf(actions, ticket(change), around(beside)).map(({ outcome, code, from, to }) => [outcome, code, from, to]);

describe('what a rule does to a ticket', () => {
  it.each<[string, RuleAction, Partial<Standing>, (string | null)[]]>([
    ['gives it to a person', { do: 'assign_person', accountId: MEI }, {}, ['changes', null, null, 'Mei']],
    ['not to whoever has it', { do: 'assign_person', accountId: MEI }, { assigneeId: MEI }, ['nothing', null, 'Mei', 'Mei']],
    ['not to whoever is gone', { do: 'assign_person', accountId: 'gone' }, {}, ['refused', 'resource/not_found', null, null]],
    ['leaves it with whoever has it in that team', { do: 'assign_team', teamId: TEAM }, { assigneeId: MEI }, ['nothing', null, 'Team', 'Team']],
    ['moves it to another team', { do: 'assign_team', teamId: OTHER }, { assigneeId: MEI }, ['changes', null, 'Team', 'Other']],
    ['sets a state', { do: 'set_state', state: 'pending' }, {}, ['changes', null, 'open', 'pending']],
    ['not while a chat runs', { do: 'set_state', state: 'solved' }, { chatting: true }, ['refused', 'ticket/chat_running', 'open', 'solved']],
    ['leaves what is new at work', { do: 'set_state', state: 'open' }, { state: 'new' }, ['nothing', null, 'new', 'open']],
    ['does nothing to what is closed', { do: 'set_priority', priority: 'high' }, { state: 'closed' }, ['refused', 'ticket/closed', null, null]],
    ['adds only the tags that are new', { do: 'add_tags', tags: ['VIP', '水壶'] }, {}, ['changes', null, null, '水壶']],
    ['raises and tells', { do: 'escalate' }, {}, ['changes', null, 'normal', 'high']],
    ['tells the assignee, if there is one', { do: 'notify', to: 'assignee' }, {}, ['refused', 'rule/nobody_to_tell', null, null]],
    ['tells of what is closed', { do: 'notify', to: 'leads' }, { state: 'closed' }, ['changes', null, null, 'Jonas']],
    ['tells an endpoint', { do: 'webhook', endpointId: ERP }, {}, ['changes', null, null, '仓库 ERP']],
    ['tells an endpoint of what is closed', { do: 'webhook', endpointId: ERP }, { state: 'closed' }, ['changes', null, null, '仓库 ERP']],
    ['tells no endpoint that is off', { do: 'webhook', endpointId: OLD }, {}, ['refused', 'webhook/off', null, 'Old']],
    ['tells no endpoint that is gone', { do: 'webhook', endpointId: 'gone' }, {}, ['refused', 'resource/not_found', null, null]],
    ['asks for a skill', { do: 'need_skill', skillId: 'returns', level: 2 }, { skills: { returns: 1 } }, ['changes', null, null, 'Returns']],
    ['not for less than is asked', { do: 'need_skill', skillId: 'returns', level: 2 }, { skills: { returns: 3 } }, ['nothing', null, null, 'Returns']],
    ['not for a skill that is gone', { do: 'need_skill', skillId: 'gone', level: 1 }, {}, ['refused', 'resource/not_found', null, null]],
    ['sets a sub-state with its state', { do: 'set_sub_state', subStateId: 'photo' }, {}, ['changes', null, null, 'waiting_for_photo']],
    ['not one that it has', { do: 'set_sub_state', subStateId: 'photo' }, { state: 'pending', subStateId: 'photo' }, ['nothing', null, 'waiting_for_photo', 'waiting_for_photo']],
    ['not while a chat runs, either', { do: 'set_sub_state', subStateId: 'photo' }, { chatting: true }, ['refused', 'ticket/chat_running', null, 'waiting_for_photo']],
    ['sets no field that is gone', { do: 'set_field', key: 'gone', value: 'x' }, {}, ['refused', 'field/gone', null, 'x']],
    ['gives it to routing', { do: 'route' }, {}, ['changes', null, null, null]],
    ['leaves it with whoever has it', { do: 'route' }, { assigneeId: MEI }, ['nothing', null, null, 'Mei']],
    ['has nobody to give it to without a team', { do: 'route' }, { teamId: null }, ['refused', 'ticket/no_team', null, null]],
    ['does not reply with an open blank', { do: 'reply', texts: { en: '{{agent.name}}' } }, {}, ['refused', 'macro/blank_open', null, 'agent.name']],
    ['does not reply to a machine', { do: 'reply', texts: WORDS }, { muteness: 'rule/automatic_mail' }, ['refused', 'rule/automatic_mail', null, null]],
  ])('%s', (_, action, change, expected) => {
    expect(said([action], change)).toEqual([expected]);
  });

  it('writes in the language of the customer, and replies once', () => {
    const [first, second] = stepsOf([{ do: 'reply', texts: WORDS }, { do: 'reply', texts: WORDS }], ticket(), around());
    expect([first?.text, first?.locale, second?.outcome, second?.code]).toEqual(['Anna 您好，工单 7', 'zh-CN', 'refused', 'rule/reply_too_soon']);
  });
  it('meets with each action what those before have made of it', () => {
    expect(said([{ do: 'assign_person', accountId: MEI }, { do: 'notify', to: 'assignee' }, { do: 'escalate' }, { do: 'escalate' }, { do: 'escalate' }], {}, { leadIds: [] })).toEqual([
      ['changes', null, null, 'Mei'], ['changes', null, null, 'Mei'], ['changes', null, 'normal', 'high'], ['changes', null, 'high', 'urgent'], ['refused', 'rule/nobody_to_tell', 'urgent', 'urgent'],
    ]);
  });
  it('done twice changes nothing more', () => {
    const action: fc.Arbitrary<RuleAction> = fc.constantFrom<RuleAction[]>(
      { do: 'assign_person', accountId: MEI }, { do: 'assign_team', teamId: OTHER }, { do: 'unassign' }, { do: 'set_state', state: 'pending' }, { do: 'set_priority', priority: 'low' }, { do: 'set_type', type: 'task' },
      { do: 'add_tags', tags: ['a', 'b'] }, { do: 'remove_tags', tags: ['vip'] }, { do: 'need_skill', skillId: 'returns', level: 2 }, { do: 'route' }, { do: 'webhook', endpointId: ERP },
    );
    fc.assert(fc.property(action, (one) => expect(stepsOf([one, one], ticket({ assigneeId: JONAS }), around())[1]?.outcome).toBe('nothing')));
  });
  it('raises no priority above the highest', () => {
    expect(['low', 'normal', 'high', 'urgent'].map(raised)).toEqual(['normal', 'high', 'urgent', 'urgent']);
  });
});

describe('what holds a rule back', () => {
  const free = { ruleIds: [], depth: 0, runs: 0 };
  it.each<[string, Parameters<typeof heldBack>[1], ReturnType<typeof heldBack>]>([
    ['nothing, as a rule', free, null],
    ['its own doing, however far back', { ...free, ruleIds: ['other', 'me'], depth: 3 }, 'own_change'],
    ['a long chain of others', { ...free, ruleIds: ['other'], depth: MOST_LINKS }, 'chain'],
    ['many runs within the hour', { ...free, runs: MOST_RUNS_AN_HOUR }, 'too_many'],
    ['not another rule before it', { ...free, ruleIds: ['other'], depth: MOST_LINKS - 1, runs: MOST_RUNS_AN_HOUR - 1 }, null],
  ])('%s', (_, chain, reason) => {
    expect(heldBack('me', chain)).toBe(reason);
  });
});

describe('since when a clock runs', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 8, minute));
  const moments = (change: Partial<Moments> = {}): Moments => ({ state: 'open', assigneeId: null, createdAt: at(0), importedAt: null, stateSince: at(1), assignedSince: at(2), waitingSince: at(3), lastCustomerAt: at(3), lastStaffAt: null, ...change });
  it.each<[string, Parameters<typeof sinceWhen>[0], Partial<Moments>, number | null]>([
    ['it was opened', 'opened', {}, 0],
    ['it is pending', 'pending', { state: 'pending' }, 1],
    ['it was pending, and is no more', 'pending', {}, null],
    ['nobody has it', 'unassigned', {}, 2],
    ['somebody has it', 'unassigned', { assigneeId: MEI }, null],
    ['the customer waits', 'customer_waits', {}, 3],
    ['the customer waits no more', 'customer_waits', { waitingSince: null }, null],
    ['our last word', 'staff_word', { lastStaffAt: at(5) }, 5],
    ['it came from elsewhere, where it was opened and waited', 'customer_waits', { importedAt: at(3) }, null],
    ['it came from elsewhere, and its customer waits since', 'customer_waits', { importedAt: at(2) }, 3],
    ['our last word, which was answered', 'staff_word', { lastStaffAt: at(2) }, null],
    ['nobody has what is done', 'unassigned', { state: 'closed' }, null],
    ['it was solved', 'solved', { state: 'solved' }, 1],
  ])('%s', (_, fact, change, minute) => {
    expect(sinceWhen(fact, moments(change))).toEqual(minute === null ? null : at(minute));
  });
  it('is due in calendar time, or after open time alone', () => {
    const fromNine = { zone: 'UTC', week: Array.from({ length: 7 }, () => [{ from: '09:00', to: '17:00' }]), days: new Map() };
    const half = { on: 'time', since: 'opened', minutes: 30 } as const;
    expect(dueAfter({ ...half, hours: 'calendar' }, at(0), fromNine)).toEqual(at(30));
    expect(dueAfter({ ...half, hours: 'opening' }, at(0), fromNine)).toEqual(at(90));
    expect(dueAfter({ ...half, hours: 'opening' }, at(0), null)).toEqual(at(30));
    expect(dueAfter({ ...half, hours: 'opening' }, at(0), { ...fromNine, week: [] })).toBeNull();
  });
  it('listens to words where its fact is one', () => {
    expect([hearsWords({ on: 'event', event: 'customer_wrote' }), hearsWords({ on: 'time', since: 'customer_word', minutes: 1, hours: 'calendar' }), hearsWords({ on: 'event', event: 'opened' })]).toEqual([true, true, false]);
  });
});
