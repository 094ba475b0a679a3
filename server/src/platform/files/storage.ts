import type { Readable } from 'node:stream';

export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/** Where bytes are kept, by our own keys. What people call their files never becomes a path. */
export abstract class Storage {
  /** A folder for what is still coming in, private to this process, on the same disk as the kept files where there is one. */
  abstract incoming(): Promise<string>;
  /** Takes over a complete local file under a key; once this resolves, a crash of the machine does not lose it. */
  abstract keep(key: string, path: string, facts: StoredFacts): Promise<void>;
  /** @throws MissingBytes */
  abstract read(key: string, range: ByteRange | null): Promise<Readable>;
  /** Does nothing when there is none. */
  abstract remove(key: string): Promise<void>;
  /** Keys of ours that were kept between two moments, in no order: what no row names was left by a process that was killed. */
  abstract keptBetween(from: Date, to: Date): AsyncIterable<string>;
  /** Free bytes where they are kept; null where nobody can tell. */
  abstract room(): Promise<number | null>;
}

export interface StoredFacts {
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
}

export class MissingBytes extends Error {}

/** Not `instanceof`: under Jest the fault of a file comes from another realm. */
export const codeOf = (fault: unknown): unknown => (typeof fault === 'object' && fault !== null ? Reflect.get(fault, 'code') : undefined);
/** Month and id; `-t` is the thumbnail. */
export const KEY = /^\d{6}\/[0-9a-f-]{36}(-t)?$/;
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
export const isFull = (fault: unknown): boolean => FULL.has(codeOf(fault));
