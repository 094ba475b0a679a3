import { readTags } from './tags.rules.js';

it.each([
  ['', []],
  [' vip , press,', ['vip', 'press']],
  ['加急，大客户、vip', ['加急', '大客户', 'vip']],
  ['vip, vip', ['vip']],
])('%j are the tags %j', (typed, tags) => {
  expect(readTags(typed)).toEqual(tags);
});
