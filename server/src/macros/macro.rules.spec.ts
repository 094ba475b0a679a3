import type { MacroAction } from '#contracts/macros.js';
import type { Permission } from '#contracts/permissions.js';
import { type Around, type Standing, stepsOf, tagsAfter } from './macro.rules.js';
import { filledFor, languageOf, variantFor } from './macro-text.rules.js';
import { NO_TRAITS } from './trait.rules.js';

const ALL: readonly Permission[] = ['ticket.reply', 'ticket.note', 'ticket.assign', 'ticket.edit', 'ticket.close'];
const TICKET: Standing = { state: 'open', priority: 'normal', type: 'question', tags: ['gift'], assigneeId: null, teamId: 'tea', channelId: 'widget', fields: {}, subStateId: null, chatting: false, spam: false, unseen: false };
const around = (fields: Partial<Around> = {}): Around => ({
  me: { id: 'me', name: 'Emily', permissions: new Set(ALL) },
  people: new Map([['me', 'Emily'], ['you', 'Lena']]),
  teams: new Map([['coffee', 'Coffee']]),
  known: NO_TRAITS,
  language: 'zh-CN',
  values: { 'customer.name': '王芳', 'agent.name': 'Emily', 'ticket.number': '12', 'shop.name': 'Hearth & Trail' },
  ...fields,
});
const outcome = (action: MacroAction, ticket: Partial<Standing> = {}, fields: Partial<Around> = {}) => {
  const [step] = stepsOf([action], { ...TICKET, ...ticket }, around(fields));
  return [step?.outcome, step?.code, step?.from, step?.to];
};

describe('a macro', () => {
  it.each<[string, MacroAction, unknown[]]>([
    ['moves the state', { do: 'set_state', state: 'pending' }, ['changes', null, 'open', 'pending']],
    ['leaves a state that is there already', { do: 'set_state', state: 'open' }, ['nothing', null, 'open', 'open']],
    ['raises the priority', { do: 'set_priority', priority: 'urgent' }, ['changes', null, 'normal', 'urgent']],
    ['marks spam', { do: 'set_spam', spam: true }, ['changes', null, null, 'true']],
    ['finds no spam to lift', { do: 'set_spam', spam: false }, ['nothing', null, null, 'false']],
    ['names the type', { do: 'set_type', type: 'complaint' }, ['changes', null, 'question', 'complaint']],
    ['adds only tags that are missing', { do: 'add_tags', tags: ['gift', 'vip'] }, ['changes', null, null, 'vip']],
    ['adds no tag twice', { do: 'add_tags', tags: ['gift'] }, ['nothing', null, null, 'gift']],
    ['takes tags away', { do: 'remove_tags', tags: ['gift', 'vip'] }, ['changes', null, null, 'gift']],
    ['gives to whoever runs it', { do: 'assign', to: 'me' }, ['changes', null, null, 'Emily']],
    ['gives to somebody', { do: 'assign_person', accountId: 'you' }, ['changes', null, null, 'Lena']],
    ['gives to a team', { do: 'assign_team', teamId: 'coffee' }, ['changes', null, null, 'Coffee']],
    ['gives to nobody whom nobody has', { do: 'assign', to: 'nobody' }, ['nothing', null, null, null]],
    ['gives to nobody who is gone', { do: 'assign_person', accountId: 'gone' }, ['refused', 'resource/not_found', null, null]],
  ])('%s', (_, action, expected) => expect(outcome(action)).toEqual(expected));

  it('does nothing to a closed ticket', () => expect(outcome({ do: 'add_tags', tags: ['x'] }, { state: 'closed' })[1]).toBe('ticket/closed'));
  it.each(['solved', 'pending', 'on_hold'] as const)('does not move to %s beside a running chat', (state) => expect(outcome({ do: 'set_state', state }, { chatting: true })[1]).toBe('ticket/chat_running'));
  it('neither replies nor solves past a word that was not seen', () => {
    expect(outcome({ do: 'reply', texts: { en: 'Hello' } }, { unseen: true })[1]).toBe('ticket/unseen_message');
    expect(outcome({ do: 'set_state', state: 'solved' }, { unseen: true })[1]).toBe('ticket/unseen_message');
  });
  it.each<[MacroAction]>([
    [{ do: 'set_state', state: 'solved' }], [{ do: 'assign', to: 'me' }], [{ do: 'reply', texts: { en: 'x' } }], [{ do: 'note', texts: { en: 'x' } }],
  ])('may no more than its runner: %j', (action) => {
    expect(outcome(action, {}, { me: { id: 'me', name: 'Emily', permissions: new Set() } })[1]).toBe('permission/missing');
  });

  it('meets what its earlier steps have made of the ticket', () => {
    const steps = stepsOf([{ do: 'add_tags', tags: ['vip'] }, { do: 'remove_tags', tags: ['vip'] }, { do: 'set_state', state: 'pending' }, { do: 'set_state', state: 'pending' }], TICKET, around());
    expect(steps.map((step) => step.outcome)).toEqual(['changes', 'changes', 'changes', 'nothing']);
  });

  it('replies in the customer’s language, and with no open blank', () => {
    const texts = { en: 'Hello {{customer.name}}', 'zh-CN': '{{ customer.name }}您好，{{快递单号}}' };
    const [step] = stepsOf([{ do: 'reply', texts }], TICKET, around());
    expect(step).toMatchObject({ outcome: 'refused', code: 'macro/blank_open', text: '王芳您好，{{快递单号}}', locale: 'zh-CN', openBlanks: ['快递单号'] });
    const [english] = stepsOf([{ do: 'reply', texts }], TICKET, around({ language: 'en' }));
    expect(english).toMatchObject({ outcome: 'changes', text: 'Hello 王芳', locale: 'en', openBlanks: [] });
  });

  it('fills no blank with what an object has by birth', () => {
    expect(filledFor({ en: '{{constructor}} {{toString}}' }, 'en', around().values)).toMatchObject({ text: '{{constructor}} {{toString}}', open: ['constructor', 'toString'] });
  });

  it('keeps a value that looks like a pattern as it is', () => {
    expect(filledFor({ en: 'Hi {{customer.name}}' }, 'en', { ...around().values, 'customer.name': '$& {{shop.name}}' })?.text).toBe('Hi $& {{shop.name}}');
  });

  it.each([['zh-Hant-HK', 'zh-TW'], ['zh', 'zh-CN'], ['fr', 'en'], [null, 'en']] as const)('speaks to %s in %s', (wanted, locale) => expect(languageOf(wanted)).toBe(locale));
  it('falls back to a language with some hope', () => {
    expect([variantFor({ 'zh-CN': 'x', en: 'y' }, 'zh-TW'), variantFor({ 'zh-TW': 'x' }, 'en'), variantFor({}, 'en')]).toEqual(['zh-CN', 'zh-TW', undefined]);
  });
  it('knows a tag however it is written', () => expect(outcome({ do: 'add_tags', tags: [' GIFT '] })).toEqual(['nothing', null, null, ' GIFT ']));
  it('keeps the order of tags', () => expect(tagsAfter(['b', 'a'], { do: 'add_tags', tags: ['c', 'a', 'c'] })).toEqual(['b', 'a', 'c']));
});
