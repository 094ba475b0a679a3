/** A moment as short as it can be read, with the exact time on hover. */
export function Time({ at, short, exact, className }: { at: string; short: string; exact: string; className?: string }) {
  return (
    <time dateTime={at} title={exact} className={className}>
      {short}
    </time>
  );
}
