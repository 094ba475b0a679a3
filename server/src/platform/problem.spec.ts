import { ERRORS, errorCodes } from '#contracts/errors.js';
import { asProblem, Problem, socketError } from './problem.js';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('what goes wrong', () => {
  it('stays what a verb said', () => {
    const problem = new Problem('chat/already_accepted', { winner: 'x' });
    expect(asProblem(problem)).toBe(problem);
  });

  it.each(['57P01', '57P03', '08006', '53300', 'P1001', 'P2024', 'ECONNREFUSED', 'EPIPE'])(
    'is a database out of reach with the code %s, and worth a repeat',
    (code) => {
      const problem = asProblem(withCode(code));
      expect(problem.code).toBe('server/unavailable');
      expect(problem.extra.retryAfterMs).toBeGreaterThan(0);
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'the database system is starting up',
    'terminating connection due to administrator command',
  ])('is a database out of reach when it says "%s"', (message) => {
    expect(asProblem(new Error(message)).code).toBe('server/unavailable');
  });

  it('is looked for in the cause too', () => {
    expect(asProblem(new Error('query failed', { cause: withCode('57P01') })).code).toBe('server/unavailable');
  });

  it.each([new Error('a password is hunter2'), withCode('23505'), withCode('P2002'), new TypeError('x is not a function'), 'a word', null, undefined, 7])(
    'is a fault of ours that shows nothing: %p',
    (fault) => {
      const problem = asProblem(fault);
      expect(problem.code).toBe('server/fault');
      expect(JSON.stringify(socketError(problem))).toBe('{"code":"server/fault","retryable":true}');
    },
  );

  it('goes over a socket with what the caller needs and no more', () => {
    expect(socketError(new Problem('request/too_many', undefined, { retryAfterMs: 40 }))).toEqual({
      code: 'request/too_many',
      retryable: true,
      retryAfterMs: 40,
    });
    expect(socketError(new Problem('conversation/merged', { targetId: 'x' }))).toEqual({
      code: 'conversation/merged',
      retryable: false,
      data: { targetId: 'x' },
    });
  });

  it('has a status that says whose fault it is', () => {
    for (const code of errorCodes) expect(new Problem(code).status).toBe(ERRORS[code].status);
    // Ours, or that of a server of somebody else's that we asked.
    expect(errorCodes.filter((code) => ERRORS[code].status >= 500 !== /^server\/|\/unavailable$/.test(code))).toEqual([]);
  });
});
