import { leadsToUs } from './side-address.rules.js';

test.each([
  ['support@shop.example', true],
  ['Support+s1-x@Shop.example', true],
  ['dispatch@carrier.example', false],
  ['support@shop.example.carrier.example', false],
])('%s leads to us: %s', (address, ours) => {
  expect(leadsToUs(address, ['support@shop.example'])).toBe(ours);
});
