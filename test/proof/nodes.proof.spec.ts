import { rmSync } from 'node:fs';
import { proofFolder, prove } from './prove.js';
import type { RunResult } from './proof-run.js';

/** The same on two nodes and a worker, with Redis between them: killed, emptied, cut off, restarted one by one. */
describe('the chat on two nodes', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const folder = proofFolder();
  let result: RunResult;

  beforeAll(async () => {
    const said: string[] = [`seed ${seed}, histories and logs in ${folder}`];
    try {
      result = await prove({
        seed, folder, topology: 'two', longCutMs: 6_000, durationMs: 16_000, restMs: 1_500, calmEveryMs: null, pauseMs: 150, conversations: 3, withNaive: false,
        say: (line) => said.push(line),
      });
    } catch (fault) {
      throw new Error(`the run itself failed (${said.join('; ')})`, { cause: fault });
    }
  }, 600_000);

  it('loses, doubles and reorders nothing, keeps all nine invariants and comes to rest', () => {
    const [desk] = result.worlds;
    expect({ seed, folder, report: desk?.report, violations: desk?.verdict.violations.length, unrest: desk?.unrest }).toMatchObject({ violations: 0, unrest: [] });
    rmSync(folder, { recursive: true, force: true });
  });

  it('was really put to the test: every kill, a rolling restart, Redis emptied and out of reach of one node', () => {
    expect(result).toMatchObject({ complete: true });
    expect(Object.keys(result.struck).filter((kind) => kind.startsWith('fell_'))).toEqual([]);
    expect(result.struck).toMatchObject({ rolling_restart: expect.any(Number), redis_emptied: expect.any(Number), redis_cut: expect.any(Number), worker_kill: expect.any(Number) });
    expect(result.worlds[0]?.acknowledged).toBeGreaterThan(50);
  });
});
