const DEEPEST = 6;
const LARGEST = 16_384;

/**
 * Whether free-form JSON can be kept: PostgreSQL stores neither U+0000 nor a lone surrogate, and nobody needs
 * preferences that are deep or large.
 */
export function isStorable(value: unknown): boolean {
  return isSound(value, DEEPEST) && JSON.stringify(value).length <= LARGEST;
}

function isSound(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  return Object.entries(value).every(([key, inner]) => isSound(key, depth) && isSound(inner, depth - 1));
}
