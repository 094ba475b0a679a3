import { cx } from './class-names.js';
import { initials } from './initials.rules.js';

interface Props {
  name: string;
  pictureUrl?: string | null;
  size?: 20 | 24 | 32 | 40;
  /** A dot at the corner; the word for it must stand nearby or in `title`. */
  presence?: 'online' | 'busy' | 'away' | 'offline';
  title?: string;
}

const SIZES = { 20: 'size-5 text-[0.5625rem]', 24: 'size-6 text-[0.625rem]', 32: 'size-8 text-12', 40: 'size-10 text-14' };
const DOTS = { online: 'bg-green-solid', busy: 'bg-red-solid', away: 'bg-amber-solid', offline: 'bg-faint' };

/** Decorative: the name always stands beside it or in the label of what holds it. */
export function Avatar({ name, pictureUrl, size = 24, presence, title }: Props) {
  return (
    <span className="relative inline-flex shrink-0" title={title} aria-hidden>
      {pictureUrl ? (
        <img src={pictureUrl} alt="" className={cx(SIZES[size], 'rounded-full object-cover')} />
      ) : (
        // Drawn, not written: as text it would be a label that differs from the name of what holds it.
        <span
          data-initials={initials(name)}
          className={cx(
            SIZES[size],
            'inline-flex items-center justify-center rounded-full bg-(--grey-5) font-medium text-muted before:content-[attr(data-initials)]',
          )}
        />
      )}
      {presence && <span className={cx(DOTS[presence], 'absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-surface')} />}
    </span>
  );
}
