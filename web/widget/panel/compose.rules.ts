export interface Key {
  key: string;
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/**
 * Enter sends on a desk and breaks the line on a phone. While an input method composes it does neither: the same key chooses
 * a candidate. Safari ends the composition before the key event, and marks it by key code 229 alone.
 */
export function sends(key: Key, phone: boolean): boolean {
  if (key.key !== 'Enter' || key.isComposing || key.keyCode === 229) return false;
  if (key.shiftKey || key.altKey) return false;
  return !phone || key.ctrlKey || key.metaKey;
}

/** Text as it may be stored: without NUL and lone surrogates, without blank edges. */
export const cleaned = (text: string): string => text.replaceAll('\u0000', '').toWellFormed().trim();

/** Whether a prepared question can go as it is; one without an end, such as "My order number is", waits for its writer. */
export const isWhole = (text: string): boolean => /[.!?…。！？]["'”’）)]*\s*$/.test(text);

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text);
