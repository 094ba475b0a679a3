import { filled, momentIn, type Outlook, situationOf } from './automatic-line.rules.js';

const outlook = (fields: Partial<Outlook> = {}): Outlook => ({ open: true, opensAt: null, staffed: true, free: true, position: 1, etaSeconds: null, ...fields });

describe('what the desk says by itself', () => {
  it.each([
    ['received', outlook()],
    ['received', outlook({ position: 9 })],
    ['received', outlook({ free: false, position: 3, etaSeconds: 299 })],
    ['busy', outlook({ free: false, position: 4 })],
    ['busy', outlook({ free: false, etaSeconds: 300 })],
    ['nobody', outlook({ staffed: false, free: false, position: 9 })],
    ['closed', outlook({ open: false, opensAt: new Date(0) })],
    ['unknown', outlook({ open: false })],
  ])('%s', (situation, given) => {
    expect(situationOf(given)).toBe(situation);
  });

  it('names the opening in the language and zone of its reader', () => {
    const moment = new Date('2026-11-23T01:00:00Z');
    expect(momentIn(moment, 'en', 'Europe/Berlin', true)).toBe('Monday, November 23 at 02:00');
    expect(momentIn(moment, 'zh-CN', 'Asia/Shanghai', true)).toBe('11月23日星期一 09:00');
    expect(momentIn(moment, 'zh-TW', 'Asia/Taipei', false)).toContain('09:00');
    expect(momentIn(moment, 'en', 'Asia/Shanghai', false)).toContain('GMT+8');
  });

  it('leaves no blank open', () => {
    expect(filled('Back {{opens}}, {{ shop }}', { opens: 'at nine', shop: 'A {{b}}' })).toBe('Back at nine, A {{b}}');
    expect(filled('Back {{opens}}', { opens: null })).toBeNull();
    expect(filled('Back {{never}}', {})).toBeNull();
    expect(filled('No blank', {})).toBe('No blank');
  });
});
