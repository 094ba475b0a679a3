import type { Attachment, FileGroup } from '#contracts/files.js';

export interface FileLimits {
  readonly groups: readonly FileGroup[];
  readonly megabytes: number;
}

/** What the browser says of a file is good enough to refuse early; what is let through the server looks into. */
const GROUPS: readonly (readonly [FileGroup, RegExp, string])[] = [
  ['pictures', /^image\/(jpeg|png|webp|gif)$/, 'image/jpeg,image/png,image/webp,image/gif'],
  ['documents', /^(application\/(pdf|msword|vnd\.(ms-|openxmlformats|oasis)[\w.-]+)|text\/(plain|csv))$/, '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv'],
  ['audio', /^audio\//, 'audio/*'],
  ['video', /^video\//, 'video/*'],
  ['archives', /^application\/(zip|x-zip-compressed|x-7z-compressed|vnd\.rar|gzip|x-tar)$/, '.zip,.7z,.rar,.gz,.tar'],
];
const MEGABYTE = 2 ** 20;
/** As many as a message may bring (contracts/files). */
export const MAX_IN_MESSAGE = 20;

export const acceptOf = ({ groups }: FileLimits): string => GROUPS.flatMap(([group, , accept]) => (groups.includes(group) ? [accept] : [])).join(',');

/** Why a chosen file need not be sent at all; null when it may. */
export function refusalOf(file: { readonly size: number; readonly type: string }, limits: FileLimits): 'file/empty' | 'file/too_large' | 'file/type_refused' | null {
  if (file.size === 0) return 'file/empty';
  if (file.size > limits.megabytes * MEGABYTE) return 'file/too_large';
  // A browser that does not know the type leaves it out, and often calls documents by another name.
  const known = GROUPS.find(([, types]) => types.test(file.type));
  const foreign = known ? !limits.groups.includes(known[0]) : /^(image\/|text\/html)/.test(file.type);
  return foreign ? 'file/type_refused' : null;
}

export const isPicture = (file: Pick<Attachment, 'width'>): boolean => file.width !== null;

/** A size as people say it, in their own digits. */
export function sizeText(bytes: number, locale: string): string {
  const [unit, value] = bytes < 1_000 ? (['byte', bytes] as const) : bytes < MEGABYTE ? (['kilobyte', bytes / 1_024] as const) : (['megabyte', bytes / MEGABYTE] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 && unit !== 'byte' ? 1 : 0 }).format(value);
}

/** The ending a card shows for the kind: what the name ends in, at most five letters. */
export const endingOf = (name: string): string => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase() ?? '';

/** Reads stored files; what is none is left out. */
export function storedFiles(value: unknown): Attachment[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const { id, name, type, bytes, width, height } = Object(entry);
    if (typeof id !== 'string' || typeof name !== 'string' || typeof type !== 'string' || typeof bytes !== 'number') return [];
    return [{ id, name, type, bytes, width: typeof width === 'number' ? width : null, height: typeof height === 'number' ? height : null }];
  });
}
