import { newId } from '../platform/ids.js';
import { talkWindow } from './talk-window.rules.js';

describe('where a look at the newest messages begins', () => {
  const at = (ms: number) => `${ms.toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7abc-9abc-0123456789ab`;
  const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  const now = 1_700_000_000_000;

  it('lies before what a slow transaction may still bring', () => {
    expect(talkWindow(at(now), at(now + 1_000))).toBe('018bcfe5-19e0-7000-8000-000000000000');
    expect(timeOf(talkWindow(at(now), at(now + 1_000)))).toBe(now - 20_000);
  });

  it('lies an hour back for a process that has just begun', () => {
    expect(timeOf(talkWindow(null, at(now)))).toBe(now - 3_600_000 - 20_000);
  });

  it('goes by the ids that messages bear', () => {
    const id = newId();
    expect(id > talkWindow(id, id)).toBe(true);
  });
});
