import type { CannedVariable } from '#contracts/canned-replies.js';

export type VariableValues = Readonly<Record<CannedVariable, string | null>>;
export type TextPart = { readonly text: string; readonly variable?: string; readonly filled?: boolean };

/** `{{ name }}`: a blank, whether we know its name or not. */
const BLANK = /\{\{\s*([\p{L}\d_.-]{1,60})\s*\}\}/gu;
// Named here again: the contract's list would bring all of its schemas into the browser.
const NAMES: Record<CannedVariable, true> = { 'customer.name': true, 'agent.name': true, 'ticket.number': true, 'shop.name': true };
export const isKnown = (name: string): name is CannedVariable => Object.hasOwn(NAMES, name);
export const VARIABLES = Object.keys(NAMES).filter(isKnown);

/** A text cut into what stands in it and what is filled in; an unknown or empty blank stays as it is written. */
export function partsOf(text: string, values: VariableValues): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(BLANK)) {
    const [written, name = ''] = match;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    const value = isKnown(name) ? values[name]?.trim() : undefined;
    parts.push(value ? { text: value, variable: name, filled: true } : { text: written, variable: name, filled: false });
    from = match.index + written.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

export const fillIn = (text: string, values: VariableValues): string => partsOf(text, values).map((part) => part.text).join('');

export interface Blank {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}
/** The blanks that are still open in a text. */
export const blanksIn = (text: string): Blank[] =>
  [...text.matchAll(BLANK)].map((match) => ({ name: match[1] ?? '', from: match.index, to: match.index + match[0].length }));
export const unknownBlanks = (text: string): string[] => [...new Set(blanksIn(text).map(({ name }) => name).filter((name) => !isKnown(name)))];
