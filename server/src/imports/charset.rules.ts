/** Enough of a file to tell how it is written. */
export const SAMPLE_BYTES = 64 * 1024;

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * By its mark, or by what reads without a fault: UTF-8, UTF-16 without a mark where every other byte of plain signs is zero,
 * else GB 18030, which Chinese tables are saved in, else what western ones are. Null for what is no text at all.
 */
export function charsetOf(sample: Uint8Array, whole: boolean): string | null {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => sample[at] === byte));
  if (marked) return marked[0];
  const [even, odd] = zerosOf(sample);
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  if (even + odd > 0) return null;
  return ['utf-8', 'gb18030'].find((charset) => reads(sample, charset, whole)) ?? 'windows-1252';
}

function zerosOf(sample: Uint8Array): readonly [number, number] {
  let [even, odd] = [0, 0];
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  return [even, odd];
}

/** A sample may end within a sign. */
function reads(sample: Uint8Array, charset: string, whole: boolean): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(sample, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}
