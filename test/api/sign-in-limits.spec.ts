import { anAccount } from '#prisma/factories/people.factory.js';
import { Passwords } from '../../server/src/accounts/passwords.js';
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

  test('costs one hash whether or not there is such a person', async () => {
    const passwords = app.nest.get(Passwords);
    const matches = jest.spyOn(passwords, 'matches');
    const gone = await anAccount(app.db, { password: PASSWORD, deactivatedAt: new Date() });
    const invited = await anAccount(app.db, { password: null });
    for (const email of ['nobody@staff.example', gone.email, invited.email, 'nobody\u0000'])
      expect((await guess(email, PASSWORD)).code).toBe('session/wrong_credentials');
    // Without a hash to compare with, a decoy is compared: see passwords.spec.ts.
    expect(matches.mock.calls).toEqual(Array.from({ length: 4 }, () => [PASSWORD, null]));
  });
});
