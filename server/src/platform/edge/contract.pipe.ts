import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import * as z from 'zod';
import { Problem } from '../problem.js';

/**
 * Holds what came in against its contract; inside, types are trusted. An identifier in a path that is not one
 * cannot name a row, so it reads as not found.
 */
@Injectable()
export class ContractPipe implements PipeTransform {
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const { schema } = metadata;
    // The caller (@Caller) and the address (@Ip) are found by us, not sent.
    if (metadata.type === 'custom') return value;
    if (!(schema instanceof z.ZodType)) throw new Error(`an endpoint takes a ${metadata.type} without a contract`);
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    if (metadata.type === 'param') throw new Problem('resource/not_found');
    throw new Problem('request/invalid', undefined, {
      fields: parsed.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.').slice(0, 200), code: issue.code })),
    });
  }
}
