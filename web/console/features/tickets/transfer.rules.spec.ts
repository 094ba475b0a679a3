import { transferOutcome } from './transfer.rules.js';

describe('a chat that is handed to a person', () => {
  it.each([
    ['online', true, 2, 'atOnce'],
    ['online', true, 0, 'full'],
    ['online', false, 2, 'notThere'],
    ['busy', true, 2, 'notThere'],
    ['away', true, 0, 'notThere'],
    ['offline', true, 2, 'impossible'],
    ['offline', false, 0, 'impossible'],
  ] as const)('%s, connected: %s, %i free: %s', (availability, connected, free, outcome) => {
    expect(transferOutcome({ availability, connected, free })).toBe(outcome);
  });
});
