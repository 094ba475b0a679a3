import { wayOf } from './answer-way.rules.js';

const FACTS = { mailbox: 'support@shop.example', address: 'mei@a.example', blocked: false, reads: true, canSend: true };
test.each([
  ['by mail where he wrote by mail', {}, { way: 'mail', to: 'mei@a.example', hold: null }],
  ['by mail once there is a server', { canSend: false }, { way: 'mail', hold: 'no_mail_server' }],
  ['to nobody without an address', { address: null }, { way: 'nobody', hold: 'no_address' }],
  ['to nobody who is blocked', { blocked: true }, { way: 'nobody', hold: 'blocked' }],
  ['into the talk that he reads', { mailbox: null }, { way: 'talk', to: null, hold: null }],
  ['to nobody where staff alone has written and there is no mailbox', { mailbox: null, reads: false }, { way: 'nobody', hold: 'no_address' }],
])('an answer goes %s', (_, facts, way) => {
  expect(wayOf({ ...FACTS, ...facts })).toMatchObject(way);
});
