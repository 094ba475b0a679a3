import { LoaderCircle } from 'lucide-react';

/** Invisible for its first 200 ms: what is done sooner needs no spinner. */
export function Spinner({ label }: { label?: string }) {
  return (
    <span className="inline-flex animate-[appear_1ms_200ms_both]" role={label ? 'status' : undefined} aria-label={label}>
      <LoaderCircle size={16} className="animate-spin motion-reduce:animate-none" aria-hidden />
    </span>
  );
}
