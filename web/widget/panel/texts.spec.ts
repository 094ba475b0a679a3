import en from '../../locales/en/widget.json';
import cn from '../../locales/zh-CN/widget.json';
import tw from '../../locales/zh-TW/widget.json';
import { createTexts } from './texts.js';

describe('texts of the panel', () => {
  it('count in order', () => {
    const { t } = createTexts('en', en);
    expect([1, 2, 3, 4, 11, 21, 102].map((count) => t('queue.place', { count }))).toEqual(
      ['1st', '2nd', '3rd', '4th', '11th', '21st', '102nd'].map((place) => `${place} in line`));
    expect([1, 2].map((count) => t('list.unread', { count }))).toEqual(['1 unread message', '2 unread messages']);
  });
  it('speak Chinese of both kinds', () => {
    expect(createTexts('zh-CN', cn).t('queue.place', { count: 3 })).toBe('排在第 3 位');
    expect(createTexts('zh-TW', tw).t('message.recall')).toBe('收回');
  });
  it('leave a name with special characters as it is', () => expect(createTexts('en', en).t('message.typing', { name: '$& {count}' })).toBe('$& {count} is typing'));
});
