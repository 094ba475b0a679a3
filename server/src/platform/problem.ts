import { ERRORS, type ErrorCode, type SocketError } from '#contracts/errors.js';

/** The one way to refuse: a code of contracts/errors.ts and data that is safe to show. */
export class Problem extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly data?: Record<string, unknown>,
    readonly extra: { retryAfterMs?: number; fields?: { path: string; code: string }[] } = {},
  ) {
    super(code);
    this.name = 'Problem';
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

const UNAVAILABLE = /ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|Connection terminated|connection timeout|terminating connection|Server has closed|timeout exceeded when trying to connect|Client has encountered a connection error|starting up|shutting down|recovery mode|Query read timeout/i;
const UNAVAILABLE_CODES = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', '53300', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);

/** Turns anything thrown into a problem. What we did not foresee becomes `server/fault`; nothing of it is shown. */
export function asProblem(fault: unknown): Problem {
  if (fault instanceof Problem) return fault;
  if (isUnavailable(fault)) return new Problem('server/unavailable', undefined, { retryAfterMs: 1000 });
  return new Problem('server/fault');
}

function isUnavailable(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code: unknown = Reflect.get(fault, 'code');
  if (typeof code === 'string' && (UNAVAILABLE_CODES.has(code) || /^E[A-Z]+$/.test(code))) return true;
  return UNAVAILABLE.test(fault.message) || isUnavailable(fault.cause);
}

export function socketError(problem: Problem): SocketError {
  const { retryAfterMs } = problem.extra;
  return {
    code: problem.code,
    retryable: ERRORS[problem.code].retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(problem.data === undefined ? {} : { data: problem.data }),
  };
}
