import { as } from '../support/as.js';
import { startApp } from '../support/app.js';
import { aDesk, aTalk } from '../support/desk.js';

describe('the end of a process', () => {
  test('does not wait for open sockets, and leaves them free to come back', async () => {
    const app = await startApp();
    const desk = await aDesk(app);
    const { socket: customer } = await aTalk(app, desk);
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const staff = await agent.socket();
    const reasons = Promise.all([customer, staff].map((socket) => new Promise((resolve) => socket.once('disconnect', resolve))));
    await app.close();
    // "io server disconnect" would keep Socket.IO's clients from trying again.
    expect(await reasons).toEqual(['transport close', 'transport close']);
  });
});
