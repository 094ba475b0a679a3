import { startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';

describe('calls of one caller', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ VISITOR_EVENTS_PER_SECOND: '3', AGENT_EVENTS_PER_SECOND: '6' });
  });
  afterAll(() => app.close());

  test.each([
    ['a visitor', () => as.visitor(app), '/widget/conversations'],
    ['a person of the staff', () => as.agent(app), '/tickets/counts'],
  ] as const)('are bounded: %s is told when there are more, and nobody else is kept waiting', async (_, enter, path) => {
    const [eager, calm] = [await enter(), await enter()];
    const answers = await Promise.all(Array.from({ length: 40 }, () => eager.get(path)));
    const refused = answers.filter(({ code }) => code === 'request/too_many');
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    for (const { status, headers } of refused) expect([status, Number(headers['retry-after'])]).toEqual([429, 1]);
    expect((await calm.get(path)).status).toBe(200);
  });
});
