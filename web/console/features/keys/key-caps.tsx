import { Kbd } from '../../../ui/kbd.js';

/** Every way to say a key, also for readers. */
export function KeyCaps({ strokes }: { strokes: readonly string[] }) {
  return (
    <span className="inline-flex items-center gap-2">
      {strokes.map((stroke) => (
        <Kbd key={stroke} keys={stroke} />
      ))}
      <span className="sr-only">{strokes.join(', ')}</span>
    </span>
  );
}
