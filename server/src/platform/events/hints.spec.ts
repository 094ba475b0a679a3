import { Hints } from './hints.js';

const ID = '0199c1de-0000-7000-8000-000000000001';

describe('hints', () => {
  it('reach everybody who listens to that event, and nobody else', () => {
    const hints = new Hints();
    const heard: string[] = [];
    hints.on('team.changed', (subject) => heard.push(`a ${subject}`));
    hints.on('team.changed', (_, { teamId }) => heard.push(`b ${teamId}`));
    hints.on('role.changed', () => heard.push('c'));
    hints.happened('team.changed', ID, { teamId: ID });
    expect(heard).toEqual([`a ${ID}`, `b ${ID}`]);
  });

  it('nudge the relay after any event, once each', () => {
    const hints = new Hints();
    let nudges = 0;
    hints.onAny(() => (nudges += 1));
    hints.happened('team.changed', ID, { teamId: ID });
    hints.happened('role.changed', ID, { roleId: ID });
    expect(nudges).toBe(2);
  });
});
