import { anAccount } from '#prisma/factories/people.factory.js';
import { Database, type Tx } from '../../server/src/platform/db.js';
import { startApp, type TestApp } from '../support/app.js';

describe('what a sweep does to due rows', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const rename = (bad: readonly string[]) => async (tx: Tx, id: string) => {
    await tx.account.update({ where: { id }, data: { name: 'Done' } });
    if (bad.includes(id)) throw new Error(`not ${id}`);
  };

  test('is not held up by a row that fails, leaves that one as it was, and says so', async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => (await anAccount(app.db)).id));
    const [first = '', second = ''] = ids;
    const names = async () => (await Promise.all(ids.map((id) => app.db.account.findUniqueOrThrow({ where: { id } })))).map(({ name }) => name === 'Done');
    await expect(app.nest.get(Database).eachDue(ids, rename([first]))).rejects.toThrow(`not ${first}`);
    expect(await names()).toEqual([false, true, true]);
    await expect(app.nest.get(Database).eachDue(ids, rename([first, second]))).rejects.toThrow('2 due rows failed');
  });

  test('waits for the next turn when the database is away', async () => {
    const tried: string[] = [];
    const away = async (_: Tx, id: string) => {
      tried.push(id);
      throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
    };
    await expect(app.nest.get(Database).eachDue(['a', 'b'], away)).rejects.toThrow('terminating connection');
    expect(tried).toEqual(['a']);
  });
});
