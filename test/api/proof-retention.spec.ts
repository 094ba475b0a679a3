import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('what a proof leaves behind', () => {
  let app: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
  });
  afterAll(() => app.close());

  const aProof = async (state: 'open' | 'proven' | 'withdrawn' | 'replaced') => {
    const { ticketId, socket } = await aTalk(app, desk);
    socket.disconnect();
    const [id, createdAt] = [newId(), app.clock.now()];
    const endedAt = state === 'open' ? null : createdAt;
    await app.db.addressProof.create({ data: { id, ticketId, kind: 'email', address: `${state}@example.com`, state, createdAt, endedAt, codes: { create: { id: newId(), createdAt } } } });
    return id;
  };

  test('goes after two days: codes, and addresses that nobody proved', async () => {
    const ids = [await aProof('proven'), await aProof('withdrawn'), await aProof('replaced'), await aProof('open')];
    const left = async () => {
      await settle(app, { sweeps: true });
      return Promise.all(ids.map(async (id) => {
        const { address, codes } = await app.db.addressProof.findUniqueOrThrow({ where: { id }, include: { codes: true } });
        return [address, codes.length];
      }));
    };
    app.clock.advance({ hours: 47 });
    expect(await left()).toEqual([['proven@example.com', 1], ['withdrawn@example.com', 1], ['replaced@example.com', 1], ['open@example.com', 1]]);
    app.clock.advance({ hours: 2 });
    expect(await left()).toEqual([['proven@example.com', 0], [null, 0], [null, 0], ['open@example.com', 0]]);
  });
});
