import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type INestApplication, RequestMethod } from '@nestjs/common';
import { ACCESS, type Access } from './endpoint.decorators.js';

export interface EndpointAccess {
  readonly controller: string;
  readonly handler: string;
  /** `PUT /tickets/:id/assignment` */
  readonly call: string;
  readonly access: Access;
}

/** Every endpoint with its access rule. Boot fails when one declares none: silence must not mean "everybody". */
export const assertAccessDeclared = (app: INestApplication): EndpointAccess[] => endpointsOf(app.get(DiscoveryService, { strict: false }), app.get(MetadataScanner, { strict: false }));

/** The same for whoever shows what the server asks for: there is one table, and it is the one that is held. */
export function endpointsOf(discovery: DiscoveryService, scanner: MetadataScanner): EndpointAccess[] {
  const found: EndpointAccess[] = [];
  const silent: string[] = [];
  for (const { metatype } of discovery.getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype: object = metatype.prototype;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler: unknown = Reflect.get(prototype, name);
      if (typeof handler !== 'function' || Reflect.getMetadata(PATH_METADATA, handler) === undefined) continue;
      const access: Access | undefined = Reflect.getMetadata(ACCESS, handler);
      if (access) found.push({ controller: metatype.name, handler: name, call: callOf(metatype, handler), access });
      else silent.push(`${metatype.name}.${name}`);
    }
  }
  if (silent.length > 0) throw new Error(`endpoints without an access rule: ${silent.join(', ')}`);
  return found;
}

function callOf(controller: object, handler: object): string {
  const part = (of: object): string => {
    const path: unknown = Reflect.getMetadata(PATH_METADATA, of);
    return String(Array.isArray(path) ? path[0] : path).replace(/^\/+|\/+$/g, '');
  };
  const method: unknown = Reflect.getMetadata(METHOD_METADATA, handler);
  return `${typeof method === 'number' ? RequestMethod[method] : 'GET'} /${[part(controller), part(handler)].filter(Boolean).join('/')}`;
}
