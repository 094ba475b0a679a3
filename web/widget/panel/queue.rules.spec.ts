import { minutes, nearer } from './queue.rules.js';

const at = (position: number, etaSeconds: number | null) => ({ position, etaSeconds });

describe('the place in the line', () => {
  it('never jumps backwards', () => {
    expect(nearer(at(2, 120), at(4, 300))).toEqual(at(2, 120));
    expect(nearer(at(2, 120), at(1, 60))).toEqual(at(1, 60));
    expect(nearer(at(3, 120), at(2, 240))).toEqual(at(2, 120));
  });
  it('drops an estimate that nobody can give any more', () => expect(nearer(at(2, 120), at(2, null))).toEqual(at(2, null)));
  it('starts and ends with what is told', () => {
    expect(nearer(null, at(5, 60))).toEqual(at(5, 60));
    expect(nearer(at(1, 10), null)).toBeNull();
  });
  it('is told in whole minutes, rounded up', () => expect([0, 59, 60, 61, 230].map(minutes)).toEqual([null, null, 1, 2, 4]));
});
