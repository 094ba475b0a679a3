interface Standing {
  /** What is in the box now. */
  readonly typed: string;
  /** What this page believes the server holds. */
  readonly saved: string;
  /** Nothing waits to be saved. */
  readonly idle: boolean;
  /** When the server last confirmed a draft, and when the answer at hand was asked for, on the page's clock. */
  readonly savedAt: number | undefined;
  readonly askedAt: number;
}

/**
 * What to do with the draft of an answer of the server. It is taken up where nothing was typed that the server does
 * not know; an answer asked for before the last save knows nothing of it, and would wipe what was typed; and words that
 * came back from this tab's own store are sent on their way.
 */
export function draftMove({ typed, saved, idle, savedAt, askedAt }: Standing): 'take' | 'keep' | 'send' {
  if (savedAt !== undefined && savedAt >= askedAt) return 'keep';
  return idle && typed === saved ? 'take' : 'send';
}
