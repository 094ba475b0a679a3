import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

describe('GET /session', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test('is refused to a stranger', async () => {
    const answer = await as.stranger(app).get('/session');
    expect([answer.status, answer.code]).toEqual([401, 'session/required']);
  });
});
