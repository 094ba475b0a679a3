import { belongingPolicy } from '../accounts/belonging.policy.js';

/** Whoever looks after macros looks after what new tickets begin with. */
export const { mayRead, mayChange, neededFor } = belongingPolicy('macro.share', 'macro.manage');
