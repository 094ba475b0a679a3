/** What can be done about where a ticket stands. */
export type LifeVerb = 'solve' | 'wait' | 'hold' | 'resume' | 'snooze' | 'wake' | 'close';
