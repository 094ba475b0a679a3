import { subjectBefore } from './mail.rules.js';

const mails = ['Kettle', 'Re: Kettle', '回复：Kettle', 'Invoice'].map((subject, index) => ({ messageId: String(index), subject }));

test.each([
  ['the first mail is named', '0', null],
  ['a reply is not', '1', 'Re: Kettle'],
  ['a reply in another language is not', '2', '回复：Kettle'],
  ['another subject is', '3', null],
  ['what is not there', '9', null],
])('%s', (_, id, before) => {
  expect(subjectBefore(mails, id)).toBe(before);
});
