import { newId } from '../ids.js';
import { Hints } from './hints.js';

/** Nodes that hear each other at once. */
function nodes(count: number): Hints[] {
  const listeners: ((told: unknown) => void)[] = [];
  return Array.from({ length: count }, (_, at) => {
    const tell = (told: unknown) => listeners.forEach((listener, index) => index !== at && listener(told));
    const hear = (listener: (told: never) => void) => void (listeners[at] = (told) => listener(told as never));
    return new Hints({ topic: () => ({ tell, hear }) });
  });
}
const alone = (): Hints => new Hints({ topic: () => ({ tell: () => undefined, hear: () => undefined }) });

const ID = '0199c1de-0000-7000-8000-000000000001';

describe('hints', () => {
  it('reach everybody who listens to that event, and nobody else', () => {
    const hints = alone();
    const heard: string[] = [];
    hints.on('team.changed', (subject) => heard.push(`a ${subject}`));
    hints.on('team.changed', (_, { teamId }) => heard.push(`b ${teamId}`));
    hints.on('role.changed', () => heard.push('c'));
    hints.happened(newId(), 'team.changed', ID, { teamId: ID });
    expect(heard).toEqual([`a ${ID}`, `b ${ID}`]);
  });

  it('nudge the relay after any event, once each', () => {
    const hints = alone();
    let nudges = 0;
    hints.onAny(() => (nudges += 1));
    hints.happened(newId(), 'team.changed', ID, { teamId: ID });
    hints.happened(newId(), 'role.changed', ID, { roleId: ID });
    expect(nudges).toBe(2);
  });

  it('reach other nodes once, however often they are told or found', () => {
    const [here, there] = nodes(2);
    const heard: string[] = [];
    there?.on('team.changed', (subject, _, afar) => heard.push(`${subject} ${afar}`));
    const id = newId();
    here?.happened(id, 'team.changed', ID, { teamId: ID });
    there?.found({ id, name: 'team.changed', subject: ID, payload: { teamId: ID } });
    expect(heard).toEqual([`${ID} true`]);
  });

  it('stay here where one process is enough', () => {
    const [here, there] = nodes(2);
    const heard: string[] = [];
    here?.on('team.changed', () => heard.push('here'), 'here');
    there?.on('team.changed', () => heard.push('there'), 'here');
    here?.happened(newId(), 'team.changed', ID, { teamId: ID });
    expect(heard).toEqual(['here']);
  });

  it('say which must be found where nobody is told', () => {
    const hints = alone();
    hints.on('team.changed', () => undefined, 'here');
    hints.on('role.changed', () => undefined);
    hints.on('visitor.blocked', () => undefined, 'certainly');
    hints.on('visitor.blocked', () => undefined);
    expect({ certainly: hints.names('certainly'), everywhere: hints.names('everywhere') }).toEqual({
      certainly: ['visitor.blocked'],
      everywhere: ['role.changed', 'visitor.blocked'],
    });
  });
});
