/** What the product can name and let through, by what a file holds. The group is what an organisation allows. */
export type Group = 'pictures' | 'documents' | 'audio' | 'video' | 'archives';
export interface FileKind {
  readonly mediaType: string;
  readonly extension: string;
  readonly group: Group;
}

const kinds = (group: Group, entries: Readonly<Record<string, string>>): [string, FileKind][] =>
  Object.entries(entries).map(([mediaType, extension]) => [mediaType, { mediaType, extension, group }]);

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';
/** Pictures are only those that we can draw anew; a photo we cannot strip of its place is not let through. */
const KINDS: ReadonlyMap<string, FileKind> = new Map([
  ...kinds('pictures', { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' }),
  ...kinds('documents', {
    'application/pdf': 'pdf',
    [`${OFFICE}.wordprocessingml.document`]: 'docx',
    [`${OFFICE}.spreadsheetml.sheet`]: 'xlsx',
    [`${OFFICE}.presentationml.presentation`]: 'pptx',
    [`${OPEN}.text`]: 'odt',
    [`${OPEN}.spreadsheet`]: 'ods',
    [`${OPEN}.presentation`]: 'odp',
    'text/plain': 'txt',
    'text/csv': 'csv',
  }),
  ...kinds('audio', { 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a', 'audio/x-m4a': 'm4a', 'audio/ogg': 'ogg', 'audio/wav': 'wav', 'audio/amr': 'amr', 'audio/aac': 'aac', 'audio/flac': 'flac' }),
  ...kinds('video', { 'video/mp4': 'mp4', 'video/quicktime': 'mov', 'video/webm': 'webm', 'video/x-matroska': 'mkv', 'video/3gpp': '3gp' }),
  ...kinds('archives', { 'application/zip': 'zip', 'application/x-7z-compressed': '7z', 'application/vnd.rar': 'rar', 'application/gzip': 'gz', 'application/x-tar': 'tar' }),
]);

/** `detected` is what the signature of the bytes says; null where they have none, as text has. */
export function kindOf(detected: string | null, head: Uint8Array, name: string): FileKind | null {
  const plain = detected?.split(';')[0] ?? null;
  // A signature somewhere in it does not make markup harmless: what a browser would run is refused whatever else it is.
  if (looksLikeMarkup(head)) return null;
  if (plain !== null) return KINDS.get(plain === 'application/ogg' ? 'audio/ogg' : plain) ?? null;
  if (!looksLikeText(head)) return null;
  return KINDS.get(/\.csv$/i.test(name) ? 'text/csv' : 'text/plain') ?? null;
}

const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|\?xml|xsl:|math|title|meta|link|style|a\s)/i;
const SNIFFED_BYTES = 1_024;

/** Browsers look at the first kilobyte for tags; so do we, in any of the encodings that they would read it in. */
export function looksLikeMarkup(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, SNIFFED_BYTES));
  if (isBinary(start)) return false;
  return MARKUP.test(start.toString('latin1').replaceAll('\0', ''));
}

const BINARY_SIGNATURES: readonly (readonly number[])[] = [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x52, 0x49, 0x46, 0x46], [0x50, 0x4b, 0x03, 0x04], [0x25, 0x50, 0x44, 0x46]];
const isBinary = (start: Buffer): boolean => BINARY_SIGNATURES.some((signature) => signature.every((byte, index) => start[index] === byte));

/** No NUL and hardly a control character; UTF-16 is text when it says so. */
export function looksLikeText(head: Uint8Array): boolean {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d || byte === 0x1b);
}
