/**
 * Writes the latest of many values: a pause after the last change, and never two writes at once, so that a save begun earlier
 * cannot land after a later one and bring back what was deleted.
 */
export function createSerialWriter<T>(write: (value: T) => Promise<void>, pause: (then: () => void) => () => void) {
  let latest: { value: T } | null = null;
  let cancelPause: () => void = () => undefined;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    for (let next = latest; next; next = latest) {
      latest = null;
      const kept = await write(next.value).then(
        () => true,
        () => false,
      );
      if (kept) continue;
      // The words are still on the screen; the next change or flush tries again.
      latest ??= next;
      break;
    }
    running = null;
  }
  const start = () => (running ??= run());

  return {
    change(value: T): void {
      latest = { value };
      cancelPause();
      cancelPause = pause(() => void start());
    },
    /** Writes what is waiting now and resolves when the last write is done. */
    flush(): Promise<void> {
      cancelPause();
      return latest || running ? start() : Promise.resolve();
    },
    idle: () => latest === null && running === null,
  };
}
