import fc from 'fast-check';
import { draftMove } from './drafts.rules.js';

const calm = { typed: '', saved: '', idle: true, savedAt: undefined, askedAt: 100 };

describe('the draft of an answer of the server', () => {
  it.each([
    ['is taken where nothing was typed', calm, 'take'],
    ['is taken where all that was typed is saved, and the answer was asked for after', { ...calm, typed: 'Good day', saved: 'Good day', savedAt: 99 }, 'take'],
    // The fault of old: the refetch was under way when the save was confirmed, and came with the empty draft from before.
    ['wipes nothing when it was asked for before the save', { ...calm, typed: 'Good day', saved: 'Good day', savedAt: 101 }, 'keep'],
    ['wipes nothing when it was asked for at the very moment of the save', { ...calm, typed: 'Good day', saved: 'Good day', savedAt: 100 }, 'keep'],
    ['wipes nothing that is not saved yet', { ...calm, typed: 'Good day' }, 'send'],
    ['wipes nothing while a save is under way', { ...calm, typed: 'Good day', saved: 'Good day', idle: false }, 'send'],
    ['does not bring back words that were just sent', { ...calm, typed: '', saved: '', savedAt: 101 }, 'keep'],
  ] as const)('%s', (_, standing, move) => {
    expect(draftMove(standing)).toBe(move);
  });

  // A page that types, saves, asks and hears in any order; an answer holds what the server had when it was asked.
  it('never takes a letter from the box, in whatever order saves and answers come', () => {
    const step = fc.oneof(
      fc.string({ maxLength: 5 }).map((text) => ({ kind: 'type' as const, text })),
      fc.constantFrom({ kind: 'save' as const }, { kind: 'confirm' as const }, { kind: 'ask' as const }, { kind: 'hear' as const }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [typed, saved, server, at] = ['', '', '', 0];
        let savedAt: number | undefined;
        const saves: string[] = [];
        const answers: { text: string; askedAt: number }[] = [];
        for (const one of steps) {
          at += 1;
          if (one.kind === 'type') typed = one.text;
          if (one.kind === 'save' && saves.length === 0) {
            saves.push(typed);
            server = typed;
          }
          const confirmed = one.kind === 'confirm' ? saves.pop() : undefined;
          if (confirmed !== undefined) [saved, savedAt] = [confirmed, at];
          if (one.kind === 'ask') answers.push({ text: server, askedAt: at });
          const answer = one.kind === 'hear' ? answers.shift() : undefined;
          if (!answer) continue;
          const before = typed;
          if (draftMove({ typed, saved, idle: saves.length === 0, savedAt, askedAt: answer.askedAt }) === 'take') [typed, saved] = [answer.text, answer.text];
          expect(typed).toBe(before);
        }
      }),
    );
  });
});
