import type { Attachment, UploadedFile } from '#contracts/files.js';

export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

export const presentAttachment = ({ id, name, mediaType, bytes, width, height }: FileRow): Attachment => ({ id, name, type: mediaType, bytes, width, height });

export const presentUploaded = (row: FileRow & { readonly state: string }): UploadedFile => ({
  ...presentAttachment(row),
  state: row.state === 'held' ? 'held' : 'uploaded',
});
