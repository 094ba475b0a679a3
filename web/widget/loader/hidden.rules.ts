/** Whether a path is one of those that hide the launcher; a star at the end of a pattern stands for whatever follows. */
export const isHiddenOn = (path: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern));
