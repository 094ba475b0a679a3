import type { FieldValue } from '#contracts/common.js';
import type { DemoField } from '#prisma/demo/demo.types.js';

export interface DemoTalk {
  readonly words: string;
  /** The address it began at. */
  readonly page: string;
}

/** What a talk says about a field; null when it says nothing. */
export function answerIn({ kind, options = [], found, inPage }: DemoField, { words, page }: DemoTalk): FieldValue | null {
  const text = inPage ? page : words;
  const keys = options.flatMap((option) => (option.found.test(text) ? [option.key] : []));
  if (kind === 'multi_choice') return keys.length > 0 ? keys : null;
  if (kind === 'choice') return keys[0] ?? null;
  return found?.exec(text)?.[0] ?? null;
}
