/** What can be done about where a ticket stands. */
export type LifeVerb = 'merge' | 'unmerge' | 'spam' | 'unspam' | 'solve' | 'wait' | 'hold' | 'resume' | 'snooze' | 'wake' | 'close';
