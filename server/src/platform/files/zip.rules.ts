const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MOST_ENTRIES = 20_000;
const MOST_UNPACKED = 2 ** 30;
const MOST_RATIO = 200;
const SMALL = 2 ** 20;

/**
 * Whether a zip says of itself that it unpacks to something out of all proportion. Read from its table of contents
 * alone: nothing is unpacked here, but somebody will open it. A table that is not to be read is as bad.
 */
export function isZipBomb(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return true;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  // Larger than four gigabytes or more entries than fit: the long form, which no honest attachment needs.
  if (count === 0xffff || at === 0xffffffff || count > MOST_ENTRIES) return true;
  let packed = 0;
  let unpacked = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) return true;
    packed += view.getUint32(at + 20, true);
    unpacked += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Entries that share their bytes say they are small and many; what they unpack to counts all the same.
  return unpacked > MOST_UNPACKED || (unpacked > SMALL && unpacked > MOST_RATIO * Math.min(packed, bytes.byteLength));
}

function findEnd(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) if (view.getUint32(at, true) === END) return at;
  return null;
}
