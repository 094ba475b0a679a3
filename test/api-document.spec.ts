import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Permission } from '#contracts/permissions.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { buildApp } from '../server/src/app.js';
import { openApiDocument } from '../server/src/platform/edge/openapi.js';
import { readEnv } from '../server/src/platform/env.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Nothing but what it names is taken; of a choice, by none of its forms. */
function isClosed(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const forms: unknown = Reflect.get(schema, 'oneOf') ?? Reflect.get(schema, 'anyOf');
  return Array.isArray(forms) ? forms.every(isClosed) : Reflect.get(schema, 'additionalProperties') === false;
}

describe('the document of the API', () => {
  let document: OpenAPIObject;
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => (item[method] ? [{ name: `${method.toUpperCase()} ${path}`, operation: item[method] }] : [])),
    );

  beforeAll(async () => {
    // Nothing is looked up, so the database need not exist.
    const app = await buildApp(
      readEnv({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', SECRET_KEY: 'k'.repeat(32), LOG_LEVEL: 'silent', NODE_ENV: 'test' }, [
        '--run',
        'sockets',
      ]),
    );
    document = JSON.parse(JSON.stringify(openApiDocument(app)));
    await app.close();
  }, 60_000);

  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(operations().length).toBeGreaterThan(40);
  });

  it('says for every operation what it answers', () => {
    const silent = operations().filter(
      ({ operation }) =>
        !Object.entries(operation.responses).some(
          ([status, answer]) => status.startsWith('2') && answer && 'content' in answer && answer.content?.['application/json']?.schema,
        ),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('says for every operation with a body what it takes, and that nothing else is taken', () => {
    const loose = operations().filter(({ operation }) => {
      const { requestBody } = operation;
      if (!requestBody) return false;
      // A mail is taken as it is.
      if ('content' in requestBody && requestBody.content['message/rfc822']) return false;
      const schema = 'content' in requestBody ? (requestBody.content['application/json'] ?? requestBody.content['multipart/form-data'])?.schema : undefined;
      const named = schema && '$ref' in schema ? document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] : schema;
      return !isClosed(named);
    });
    expect(loose.map(({ name }) => name)).toEqual([]);
  });

  it('gives every operation a name of its own', () => {
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is what web/client/schema.d.ts was drawn from; else run `npm run contracts`', async () => {
    const drawn = astToString(await openapiTS(JSON.stringify(document)));
    const kept = readFileSync(join(__dirname, '../web/client/schema.d.ts'), 'utf8');
    expect(kept.slice(kept.indexOf('export interface paths'))).toBe(drawn);
  }, 60_000);

  it('says what an API token needs for everything the staff may do, and what only a person may', () => {
    const scopes = operations().map(({ name, operation }) => ({ name, scope: Reflect.get(operation, 'x-scope') as unknown }));
    const staff = scopes.filter(({ scope }) => scope !== undefined);
    expect(staff.length).toBeGreaterThan(100);
    expect(staff.filter(({ scope }) => scope !== null && scope !== 'any' && !Permission.safeParse(scope).success)).toEqual([]);
    const forPeople = staff.filter(({ scope }) => scope === null).map(({ name }) => name);
    const documented = readFileSync(join(__dirname, '../docs/protocol.md'), 'utf8');
    expect(forPeople.filter((name) => !documented.includes(`\`${name.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1')}\``))).toEqual([]);
  });
});
