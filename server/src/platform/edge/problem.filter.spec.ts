import { ForbiddenException, NotFoundException } from '@nestjs/common';
import { Problem } from '../problem.js';
import { problemOf } from './problem.filter.js';

describe('faults of the edge', () => {
  it.each([
    [new NotFoundException(), 'resource/not_found'],
    [new ForbiddenException('why'), 'request/malformed'],
    [Object.assign(new Error('body'), { statusCode: 413 }), 'request/too_large'],
    [Object.assign(new Error('type'), { statusCode: 415 }), 'request/unsupported_type'],
    [Object.assign(new Error('json'), { statusCode: 400 }), 'request/malformed'],
    [Object.assign(new Error('many'), { statusCode: 429 }), 'request/too_many'],
    [Object.assign(new Error('ours'), { statusCode: 500 }), 'server/fault'],
    [new Problem('role/in_use'), 'role/in_use'],
    [{}, 'server/fault'],
  ])('%p reads as %s', (fault, code) => {
    expect(problemOf(fault).code).toBe(code);
  });
});
