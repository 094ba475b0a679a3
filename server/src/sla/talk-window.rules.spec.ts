import { newId } from '../platform/ids.js';
import { talkWindow } from './talk-window.rules.js';

describe('where a look at the newest messages begins', () => {
  const now = 1_700_000_000_000;

  it('lies before what a slow transaction may still bring', () => {
    expect(talkWindow(now, now + 1_000)).toBe(`018bcfe5-19e0-7000-8000-000000000000`);
    expect(talkWindow(now, now + 1_000) < '018bcfe5-6800-7000-8000-000000000000').toBe(true);
  });

  it('lies an hour back for a process that has just begun', () => {
    const ago = Number.parseInt(talkWindow(null, now).replaceAll('-', '').slice(0, 12), 16);
    expect(now - ago).toBe(3_600_000 + 20_000);
  });

  it('goes by the ids that messages bear', () => {
    expect(newId() > talkWindow(Date.now(), Date.now())).toBe(true);
  });
});
