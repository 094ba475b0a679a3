import { Transformer } from '@napi-rs/image';

/** A picture with something on it: red to the right, green downwards. */
export const points = (width: number, height: number): Transformer => {
  const rgba = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rgba.set([Math.floor((x * 255) / width), Math.floor((y * 255) / height), 90], (y * width + x) * 4);
  }
  return Transformer.fromRgbaPixels(rgba, width, height);
};

export const aPng = (width = 60, height = 40): Buffer => points(width, height).pngSync();
export const aJpeg = (width = 60, height = 40): Buffer => points(width, height).jpegSync(90);
export const aWebp = (width = 60, height = 40): Buffer => points(width, height).webpSync(90);

export const SECRET_PLACE = 'AT-HOME-52N13E';

/** The same photo as a phone would write it: turned on its side, with the place where it was taken in EXIF and XMP. */
export function withPlace(jpeg: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif()])), segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET_PLACE}</x:xmpmeta>`)), segment(0xfe, Buffer.from(SECRET_PLACE)), jpeg.subarray(2)]);
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Little endian: orientation 6 (a quarter to the right), and a list of its own with the latitude. */
function exif(): Buffer {
  const tiff = Buffer.alloc(92);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  entry(tiff, 10, 0x0112, 3, 1, 6);
  entry(tiff, 22, 0x8825, 4, 1, 40);
  tiff.writeUInt16LE(2, 40);
  tiff.writeUInt16LE(0x0001, 42);
  entry(tiff, 42, 0x0001, 2, 2, 'N'.charCodeAt(0));
  entry(tiff, 54, 0x0002, 5, 1, 72);
  tiff.write(SECRET_PLACE, 76, 'latin1');
  return tiff;
}

function entry(tiff: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  tiff.writeUInt16LE(tag, at);
  tiff.writeUInt16LE(type, at + 2);
  tiff.writeUInt32LE(count, at + 4);
  tiff.writeUInt32LE(value, at + 8);
}

/** A PNG of a few bytes that says it is thirty thousand points wide and high. */
export function pixelBomb(): Buffer {
  const bomb = aPng();
  bomb.writeUInt32BE(30_000, 16);
  bomb.writeUInt32BE(30_000, 20);
  return bomb;
}
