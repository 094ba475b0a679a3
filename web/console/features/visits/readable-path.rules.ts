/** The path as a reader of its language would write it; as it came where it cannot be read. */
export function readablePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // A stray percent sign, which is how a browser sends one.
    return path;
  }
}
