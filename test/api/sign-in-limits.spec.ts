import { anAccount } from '#prisma/factories/people.factory.js';
import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

const PASSWORD = 'a kettle of green tea';

describe('trying passwords', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ SIGN_INS_PER_MINUTE: '5' });
  });
  afterEach(() => app.close());

  const guess = (email: string, password: string, from?: string) => as.stranger(app).post('/session', { email, password }, from ? { from } : {});

  test('is limited exactly, however many come at once; the owner elsewhere still gets in', async () => {
    const { email } = await anAccount(app.db, { password: PASSWORD });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => guess(email.toUpperCase(), `guess number ${at}`)));
    expect(answers.filter((answer) => answer.code === 'session/wrong_credentials')).toHaveLength(5);
    const refused = answers.filter((answer) => answer.code === 'request/too_many');
    expect(refused).toHaveLength(35);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await guess(email, PASSWORD)).code).toBe('request/too_many');
    expect((await guess(email, PASSWORD, '127.0.0.2')).status).toBe(200);
  });

  test('with the right password is not counted', async () => {
    const { email } = await anAccount(app.db, { password: PASSWORD });
    for (let at = 0; at < 12; at += 1) expect((await guess(email, PASSWORD)).status).toBe(200);
  });

  test('over many accounts from one address ends as well', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => guess(`person${at}@staff.example`, 'guess')));
    expect(answers.filter((answer) => answer.code === 'session/wrong_credentials')).toHaveLength(50);
    expect(answers.filter((answer) => answer.code === 'request/too_many')).toHaveLength(10);
  });

  test('cannot be hidden behind X-Forwarded-For when no proxy is trusted', async () => {
    const { email } = await anAccount(app.db, { password: PASSWORD });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        as.stranger(app).post('/session', { email, password: 'guess' }, { headers: { 'x-forwarded-for': `10.0.0.${at}` } }),
      ),
    );
    expect(answers.filter((answer) => answer.code === 'session/wrong_credentials')).toHaveLength(5);
  });

  test('takes as long for an address nobody has', async () => {
    const { email } = await anAccount(app.db, { role: 'agent' });
    await app.db.account.update({ where: { email }, data: { passwordHash: await strongHash() } });
    await guess('warm-up@staff.example', 'x', '127.0.0.9');
    const time = async (address: string, from: string) => {
      const since = performance.now();
      await guess(address, 'not the password', from);
      return performance.now() - since;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      known.push(await time(email, `127.0.1.${at + 1}`));
      unknown.push(await time('nobody@staff.example', `127.0.1.${at + 1}`));
    }
    const least = (times: number[]) => Math.min(...times);
    // Without the decoy an unknown address answers in a tenth of the time.
    expect(least(unknown)).toBeGreaterThan(least(known) / 2);
    expect(least(unknown)).toBeLessThan(least(known) * 2);
  });
});

async function strongHash(): Promise<string> {
  const { Passwords } = await import('../../server/src/accounts/passwords.js');
  return new Passwords().hash('a password nobody guesses', 'x@y.example');
}
