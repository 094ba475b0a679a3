import * as z from 'zod';
import { Problem } from '../problem.js';
import { ContractPipe } from './contract.pipe.js';

const pipe = new ContractPipe();
const schema = z.strictObject({ name: z.string().max(5), tags: z.array(z.string()).optional() });
const problemOf = (run: () => unknown): Problem => {
  try {
    run();
  } catch (fault) {
    if (fault instanceof Problem) return fault;
    throw fault;
  }
  throw new Error('nothing was refused');
};

describe('what comes in', () => {
  it('is what the contract makes of it', () => {
    expect(pipe.transform({ limit: '7' }, { type: 'query', schema: z.object({ limit: z.coerce.number() }) })).toEqual({ limit: 7 });
  });

  it.each([[{ name: 'a', more: 1 }], [{ name: 7 }], [null], [[]], ['text'], [undefined], [{ name: 'toolong' }]])('is refused when it is %j', (body) => {
    expect(problemOf(() => pipe.transform(body, { type: 'body', schema })).code).toBe('request/invalid');
  });

  it('is refused with the places that are wrong, and never with what was sent', () => {
    const problem = problemOf(() => pipe.transform({ name: 'secret words', tags: [1] }, { type: 'body', schema }));
    expect(problem.extra.fields).toEqual([
      { path: 'name', code: 'too_big' },
      { path: 'tags.0', code: 'invalid_type' },
    ]);
    expect(JSON.stringify(problem.extra)).not.toContain('secret');
  });

  it('does not answer a flood of faults with a flood', () => {
    const problem = problemOf(() => pipe.transform({ name: 'a', tags: Array(1000).fill(1) }, { type: 'body', schema }));
    expect(problem.extra.fields).toHaveLength(20);
  });

  it('names no row when the id is none', () => {
    expect(problemOf(() => pipe.transform('1 or 1=1', { type: 'param', schema: z.uuid() })).code).toBe('resource/not_found');
  });

  it('is never taken without a contract', () => {
    expect(() => pipe.transform({}, { type: 'body' })).toThrow('without a contract');
  });
});
