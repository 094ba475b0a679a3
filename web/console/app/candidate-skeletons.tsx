import { RowSkeletons } from '../../ui/pane.js';

/** In place of tickets to choose from that are on their way. */
export const CandidateSkeletons = () => (
  <div className="overflow-hidden rounded-control border border-line *:*:last:border-b-0">
    <RowSkeletons count={3} height={56} />
  </div>
);
