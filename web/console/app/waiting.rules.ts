export type WaitLevel = 'calm' | 'amber' | 'red';

export const waitLevel = (seconds: number, limits: { amber: number; red: number }): WaitLevel =>
  seconds >= limits.red ? 'red' : seconds >= limits.amber ? 'amber' : 'calm';

/** Whole seconds somebody has waited; a clock that runs ahead never shows less than nothing. */
export const waitedSeconds = (since: string, nowSeconds: number): number => Math.max(0, nowSeconds - Math.floor(Date.parse(since) / 1000));

/** As on a watch below an hour, in words of the unit above. */
export function waitParts(seconds: number): { unit: 'clock'; text: string } | { unit: 'hours' | 'days'; count: number } {
  if (seconds < 3600) return { unit: 'clock', text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` };
  return seconds < 86_400 ? { unit: 'hours', count: Math.floor(seconds / 3600) } : { unit: 'days', count: Math.floor(seconds / 86_400) };
}
