/** How much of a whole is taken, as squares one can count; the number stands beside them. */
export function Meter({ value, max, label }: { value: number; max: number; label: string }) {
  const squares = Math.min(Math.max(max, value), 10);
  return (
    <span className="flex items-center gap-2" title={label}>
      <span className="flex gap-0.5" aria-hidden>
        {Array.from({ length: squares }, (_, index) => (
          <span
            key={index}
            className={
              index < value
                ? value > max
                  ? 'size-2.5 rounded-[2px] bg-red-solid'
                  : 'size-2.5 rounded-[2px] bg-accent'
                : 'size-2.5 rounded-[2px] bg-(--grey-5)'
            }
          />
        ))}
      </span>
      <span className="tabular w-9 text-end text-12 text-muted" aria-hidden>
        {value}/{max}
      </span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
