import { belongingPolicy } from '../accounts/belonging.policy.js';

export const { mayRead, mayChange, neededFor } = belongingPolicy('view.share', 'view.manage');
