import type { DuePolicyDraft, DueTargets } from '#contracts/sla.js';
import type { TeamKey } from './demo.types.js';

type Ladder = readonly [first: number, next: number, solution: number | null];
const targets = (urgent: Ladder, high: Ladder, normal: Ladder, low: Ladder): DueTargets => {
  const of = ([first_answer, next_answer, resolution]: Ladder) => ({ first_answer, next_answer, resolution });
  return { urgent: of(urgent), high: of(high), normal: of(normal), low: of(low) };
};
const HOUR = 60;

/** What the demo shop promises itself. */
export const policiesFor = (teams: ReadonlyMap<TeamKey, string>): readonly DuePolicyDraft[] => {
  const chinese = teams.get('chinese');
  return [
    {
      name: 'Complaints',
      conditions: { teamIds: [], channelIds: [], types: ['complaint'], tags: [] },
      targets: targets([10, 15, 4 * HOUR], [20, 30, 8 * HOUR], [HOUR, HOUR, 16 * HOUR], [2 * HOUR, 4 * HOUR, 24 * HOUR]),
      pausesOnHold: false,
    },
    {
      name: '中文客服',
      conditions: { teamIds: chinese === undefined ? [] : [chinese], channelIds: [], types: [], tags: [] },
      targets: targets([5, 10, 4 * HOUR], [15, 30, 8 * HOUR], [30, HOUR, 24 * HOUR], [2 * HOUR, 4 * HOUR, null]),
      pausesOnHold: true,
    },
    {
      name: 'Standard',
      conditions: { teamIds: [], channelIds: [], types: [], tags: [] },
      targets: targets([15, 30, 4 * HOUR], [30, HOUR, 8 * HOUR], [2 * HOUR, 4 * HOUR, 24 * HOUR], [8 * HOUR, 16 * HOUR, null]),
      pausesOnHold: true,
    },
  ];
};
