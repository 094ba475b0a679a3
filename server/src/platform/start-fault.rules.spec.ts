import { createServer } from 'node:net';
import pg from 'pg';
import { databaseAway } from './start-fault.rules.js';

const URL = 'postgresql://desk:secret@db.shop.example:5432/aftercare?sslmode=require';
const fault = (fields: object) => Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), fields);

describe('a database that is away at the start', () => {
  it.each([
    ['nobody listening', fault({ code: 'ECONNREFUSED' }), 'nobody answers there'],
    ['several addresses', fault({ errors: [fault({ code: 'EHOSTUNREACH' }), fault({ code: 'ECONNREFUSED' })] }), 'there is no way to that host'],
    ['a wrong password', fault({ code: '28P01' }), 'the password is wrong'],
    ['a database that is not there', fault({ code: '3D000' }), 'there is no database of that name'],
    ['silence', new Error('timeout exceeded when trying to connect'), 'no answer came in time'],
  ])('with %s is told in a sentence', (_, cause, reason) => {
    const told = databaseAway(cause, URL);
    expect(told).toBe(`The database at db.shop.example:5432/aftercare cannot be used: ${reason}. Check DATABASE_URL and whether PostgreSQL runs.`);
    expect(told).not.toContain('secret');
  });

  it.each([['a fault of ours', new TypeError('x is undefined')], ['an inherited name as code', fault({ code: 'constructor' })], ['nothing', null]])('is not %s', (_, cause) => {
    expect(databaseAway(cause, URL)).toBeNull();
  });

  it('is recognised by what the driver really throws', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const url = `postgresql://desk:secret@127.0.0.1:${port}/aftercare`;
    const thrown: unknown = await new pg.Client({ connectionString: url }).connect().then(() => null, (cause: unknown) => cause);
    expect(databaseAway(thrown, url)).toContain('nobody answers there');
  });
});
