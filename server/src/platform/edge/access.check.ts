import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import { ACCESS, type Access } from './endpoint.decorators.js';

export interface EndpointAccess {
  readonly controller: string;
  readonly handler: string;
  readonly access: Access;
}

/** Every endpoint with its access rule. Boot fails when one declares none: silence must not mean "everybody". */
export function assertAccessDeclared(app: INestApplication): EndpointAccess[] {
  const scanner = app.get(MetadataScanner, { strict: false });
  const found: EndpointAccess[] = [];
  const silent: string[] = [];
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype: object = metatype.prototype;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler: unknown = Reflect.get(prototype, name);
      if (typeof handler !== 'function' || Reflect.getMetadata(PATH_METADATA, handler) === undefined) continue;
      const access: Access | undefined = Reflect.getMetadata(ACCESS, handler);
      if (access) found.push({ controller: metatype.name, handler: name, access });
      else silent.push(`${metatype.name}.${name}`);
    }
  }
  if (silent.length > 0) throw new Error(`endpoints without an access rule: ${silent.join(', ')}`);
  return found;
}
