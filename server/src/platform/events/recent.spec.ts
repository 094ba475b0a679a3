import { Recent } from './recent.js';

describe('what was met of late', () => {
  let now = 0;
  const recent = () => new Recent(100, () => now);

  beforeEach(() => {
    now = 0;
  });

  it('is new once', () => {
    const ids = recent();
    expect([ids.add('a'), ids.add('a'), ids.add('b')]).toEqual([true, false, true]);
  });

  it.each([
    [99, false],
    [101, false],
    [150, false],
    [201, true],
    [1_000, true],
  ])('is after %i ms new again: %s', (later, isNew) => {
    const ids = recent();
    ids.add('a');
    now = later;
    expect(ids.add('a')).toBe(isNew);
  });

  it('is remembered from when it was met, not from when the last turn began', () => {
    const ids = recent();
    now = 99;
    ids.add('a');
    now = 150;
    ids.add('b');
    now = 198;
    expect(ids.add('a')).toBe(false);
  });
});
