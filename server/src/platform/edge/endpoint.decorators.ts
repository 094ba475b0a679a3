import type { IncomingMessage } from 'node:http';
import { applyDecorators, createParamDecorator, type ExecutionContext, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiResponse } from '@nestjs/swagger';
import type { ZodType } from 'zod';
import type { Permission } from '#contracts/permissions.js';
import type { Actor } from '../actor.js';
import { requestOf } from './request.js';

/** Who may call an endpoint. Boot fails when one says nothing. */
export type Access =
  | { kind: 'public' }
  | { kind: 'visitor' }
  | { kind: 'shop' }
  | { kind: 'anybody'; scope: Permission | null }
  | { kind: 'signed-in'; scope: Permission | null }
  | { kind: 'permission'; permission: Permission; machines: boolean };

export const ACCESS = Symbol('access');
export const RETURNS = Symbol('returns');

/** The rule, and in the OpenAPI document what an API token needs for it: `x-scope`, a name, `any`, or null where a person has to come. */
const access = (rule: Access, scope: Permission | 'any' | null) => applyDecorators(SetMetadata(ACCESS, rule), ApiExtension('x-scope', scope));

export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);
/** A visitor of a shop: `Authorization: Bearer vt_…`. */
export const ForVisitors = () => SetMetadata(ACCESS, { kind: 'visitor' } satisfies Access);
/** A page of a shop, whose origin is none of ours: whoever takes the call holds it against the widget's list. */
export const ForShops = () => SetMetadata(ACCESS, { kind: 'shop' } satisfies Access);
/** A visitor of a shop or a person of the staff, whoever the credentials name. An API token needs `scope`, where one is named. */
export const ForEverybody = ({ scope = null }: { scope?: Permission | null } = {}) => access({ kind: 'anybody', scope }, scope ?? 'any');
/** Any signed-in person, for what concerns only that person. An API token needs `scope` for it; without one it is for people alone. */
export const SignedIn = ({ scope = null }: { scope?: Permission | null } = {}) => access({ kind: 'signed-in', scope }, scope);
/** Whoever has the permission. `machines: false` keeps API tokens out, whatever their scopes. */
export const Allow = (permission: Permission, { machines = true } = {}) =>
  access({ kind: 'permission', permission, machines }, machines ? permission : null);

/** The contract of the answer: in the OpenAPI document, and held to in every test. */
export const Returns = (schema: ZodType, status = 200) =>
  applyDecorators(SetMetadata(RETURNS, schema), HttpCode(status), ApiResponse({ status, description: 'Done', standardSchema: schema }));

/** The actor found by the guard. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = requestOf(context);
  if (!actor) throw new Error('@Caller() on an endpoint without a signed-in caller');
  return actor;
});

/** The request as it comes in, for a body that is read piece by piece. */
export const RawRequest = createParamDecorator((_: unknown, context: ExecutionContext): IncomingMessage => requestOf(context).raw);

/** What the browser calls itself; claimed, cut to a sane length. */
export const UserAgent = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => requestOf(context).headers['user-agent']?.slice(0, 500));
