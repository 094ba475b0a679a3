import { rmSync } from 'node:fs';
import { proofFolder, prove } from './prove.js';
import type { RunResult } from './proof-run.js';

/** A short run of what `npm run proof` does for minutes: real server processes, a durable database, and everything that can break. */
describe('the chat under kill -9, database crashes and broken connections', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const folder = proofFolder();
  let result: RunResult;

  beforeAll(async () => {
    const said: string[] = [`seed ${seed}, histories and logs in ${folder}`];
    try {
      result = await prove({
        seed,
        folder,
        durationMs: 12_000,
        restMs: 1200,
        calmEveryMs: null,
        pauseMs: 120,
        conversations: 4,
        withNaive: true,
        topology: 'one',
        longCutMs: 0,
        say: (line) => said.push(line),
      });
    } catch (fault) {
      throw new Error(`the run itself failed (${said.join('; ')})`, { cause: fault });
    }
  }, 600_000);

  const world = (name: string) => {
    const found = result.worlds.find((one) => one.name === name);
    if (!found) throw new Error(`no ${name} in the run of seed ${seed}`);
    return found;
  };

  it('loses, doubles and reorders nothing, and keeps all nine invariants', () => {
    const { report, verdict } = world('aftercare');
    expect({ seed, folder, report, violations: verdict.violations.length }).toMatchObject({ violations: 0 });
    rmSync(folder, { recursive: true, force: true });
  });

  it('was really put to the test: every kind of kill, a crash of the database, unknown outcomes', () => {
    const { acknowledged, unknownOutcomes, unknownResolved, unknownPending } = world('aftercare');
    expect(result).toMatchObject({ complete: true });
    expect(Object.keys(result.struck).filter((kind) => kind.startsWith('fell_'))).toEqual([]);
    expect(acknowledged).toBeGreaterThan(100);
    expect(unknownOutcomes).toBeGreaterThan(0);
    expect(unknownResolved + unknownPending).toBe(unknownOutcomes);
  });

  it('comes to rest after everything is healed', () => {
    expect(world('aftercare').unrest).toEqual([]);
  });

  it('ruins the naive chat beside it, which shows what the faults and the checker can do', () => {
    const { lost, duplicated } = world('naive');
    expect(lost + duplicated).toBeGreaterThan(0);
  });
});
