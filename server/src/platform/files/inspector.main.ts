import { open, readFile, writeFile } from 'node:fs/promises';
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type';
import { kindOf } from './file-type.rules.js';
import type { Drawn, Inspection, InspectionOrder } from './inspection.types.js';
import { fitted, isDrawable, type Size, sizeOf } from './picture-size.rules.js';
import { isZipBomb } from './zip.rules.js';

// A process of its own: what strangers made is decoded here, away from every secret and every conversation. It may
// be killed at any moment, and where memory is short the system ends it before anything else.
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', (order: InspectionOrder) => {
  inspect(order).then(
    (answer) => process.send?.({ job: order.job, ...answer }),
    () => process.send?.({ job: order.job, outcome: 'unreadable' }),
  );
});

const HEAD_BYTES = 8 * 1024;
const JPEG_QUALITY = 84;
const WEBP_QUALITY = 84;
const THUMBNAIL_QUALITY = 78;

async function inspect(order: InspectionOrder): Promise<Inspection> {
  const head = await headOf(order.path);
  const detected = await fileTypeFromFile(order.path);
  const kind = kindOf(detected?.mime ?? null, head, order.name);
  if (!kind) return { outcome: 'refused' };
  if (kind.group === 'pictures') return draw(order, kind.mediaType).then((drawn): Inspection => (drawn ? { outcome: 'fit', kind, drawn } : { outcome: 'unreadable' }));
  if (isPacked(kind.mediaType) && isZipBomb(await readFile(order.path))) return { outcome: 'refused' };
  return { outcome: 'fit', kind, drawn: null };
}

const isPacked = (mediaType: string): boolean => /zip$|openxmlformats|opendocument/.test(mediaType) && mediaType !== 'application/gzip';

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Draws it anew: upright, without anything but its points. Of what moves, the first picture. */
async function draw(order: InspectionOrder, mediaType: string): Promise<Drawn | null> {
  const bytes = await readFile(order.path);
  const claimed = sizeOf(mediaType, bytes);
  if (!claimed || !isDrawable(claimed)) return null;
  const { FastResizeFilter, ResizeFit, Transformer } = await import('@napi-rs/image');
  const box = (side: number) => ({ width: side, height: side, fit: ResizeFit.Inside, filter: FastResizeFilter.CatmullRom });
  // The library reads no GIF: its first picture comes as bare points.
  const upright = mediaType === 'image/gif' ? Transformer.fromRgbaPixels(await firstOfGif(bytes, claimed), claimed.width, claimed.height) : new Transformer(bytes).rotate();
  if (Math.max(claimed.width, claimed.height) > order.side) upright.fastResize(box(order.side));
  const format = FORMATS[mediaType] ?? 'jpg';
  const encoded = format === 'jpg' ? upright.jpegSync(JPEG_QUALITY) : format === 'webp' ? upright.webpSync(WEBP_QUALITY) : upright.pngSync();
  const again = await fileTypeFromBuffer(encoded);
  const size = again ? sizeOf(again.mime, encoded) : null;
  if (!again || !size) return null;
  const small = fitted(size, order.thumbnailSide);
  // From the encoded one: it is upright already, and a second decoding is cheaper than holding two large pictures.
  const thumbnail = new Transformer(encoded);
  if (small.width < size.width) thumbnail.fastResize({ width: small.width, height: small.height, fit: ResizeFit.Fill, filter: FastResizeFilter.CatmullRom });
  const drawn = { path: `${order.path}.drawn`, thumbnailPath: `${order.path}.thumbnail` };
  await writeFile(drawn.path, encoded, { mode: 0o600 });
  await writeFile(drawn.thumbnailPath, thumbnail.webpSync(THUMBNAIL_QUALITY), { mode: 0o600 });
  return { ...drawn, mediaType: again.mime, extension: format, width: size.width, height: size.height };
}

async function firstOfGif(bytes: Uint8Array, { width, height }: Size): Promise<Uint8Array> {
  const { GifReader } = await import('omggif');
  const rgba = new Uint8Array(width * height * 4);
  new GifReader(Buffer.from(bytes)).decodeAndBlitFrameRGBA(0, rgba);
  return rgba;
}

const FORMATS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/png': 'png', 'image/gif': 'png' };
