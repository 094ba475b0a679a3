import type { ErrorCode } from '#contracts/errors.js';
import { Prisma } from '#prisma/generated/client.js';
import { Problem } from './problem.js';

/** Does `write`; a row that exists already becomes a refusal with `code`. */
export async function unlessTaken<T>(code: ErrorCode, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (fault) {
    if (fault instanceof Prisma.PrismaClientKnownRequestError && fault.code === 'P2002') throw new Problem(code);
    throw fault;
  }
}
