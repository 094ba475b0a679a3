import { isComposing } from '../../app/keys.rules.js';

interface Press {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/** Whether a key press sends. Enter that confirms a candidate of an input method never does; with Shift as well it sends and solves, which the page does. */
export function sends(event: Press, sendKey: 'enter' | 'mod'): boolean {
  if (event.key !== 'Enter' || isComposing(event)) return false;
  if (event.ctrlKey || event.metaKey) return !event.shiftKey;
  return sendKey === 'enter' && !event.shiftKey;
}

export const MAX_LENGTH = 8000;
const NEAR_END = 500;

/** What may be sent now; spaces alone are nothing. */
export const sendable = (text: string): boolean => text.trim() !== '' && text.length <= MAX_LENGTH;
/** Characters left once it gets tight, negative beyond the limit; null while there is room. */
export const lengthLeft = (text: string): number | null => (text.length > MAX_LENGTH - NEAR_END ? MAX_LENGTH - text.length : null);
