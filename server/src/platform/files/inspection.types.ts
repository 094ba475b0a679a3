import type { FileKind } from './file-type.rules.js';

/** What the inspector is asked, and what it answers: paths and plain values, for they go between processes. */
export interface InspectionOrder {
  readonly job: number;
  readonly path: string;
  /** As claimed; only a hint for what content cannot tell. */
  readonly name: string;
  /** Longest side a kept picture may have. */
  readonly side: number;
  readonly thumbnailSide: number;
}

export interface Drawn {
  readonly path: string;
  readonly mediaType: string;
  readonly extension: string;
  readonly width: number;
  readonly height: number;
  readonly thumbnailPath: string;
}

export type Inspection =
  | { readonly outcome: 'fit'; readonly kind: FileKind; readonly drawn: Drawn | null }
  | { readonly outcome: 'refused' | 'unreadable' };
export type InspectionAnswer = Inspection & { readonly job: number };
