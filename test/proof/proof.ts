import { parseArgs } from 'node:util';
import { proofFolder, prove } from './prove.js';
import type { Topology } from './desk-processes.js';
import type { WorldResult } from './proof-run.js';

async function main() {
  const { values } = parseArgs({
    options: {
      topology: { type: 'string' },
      minutes: { type: 'string', default: '3' },
      seed: { type: 'string' },
      conversations: { type: 'string', default: '8' },
      'pause-ms': { type: 'string', default: '250' },
      'rest-ms': { type: 'string', default: '4000' },
      'without-naive': { type: 'boolean', default: false },
    },
  });
  const named = (['one', 'two'] as const).filter((topology) => values.topology === undefined || values.topology === topology);
  if (named.length === 0) throw new Error(`no topology is called ${values.topology}; there are one and two`);
  for (const topology of named) await proveOne(topology, values);
}

type Values = Record<'minutes' | 'conversations' | 'pause-ms' | 'rest-ms', string> & { seed?: string; 'without-naive': boolean };

async function proveOne(topology: Topology, values: Values) {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const folder = proofFolder();
  say(`${topology === 'one' ? 'one process' : 'two nodes and a worker'}: seed ${seed}; histories and logs in ${folder}`);
  const result = await prove({
    seed,
    folder,
    say,
    topology,
    longCutMs: 60_000,
    durationMs: Number(values.minutes) * 60_000,
    restMs: Number(values['rest-ms']),
    calmEveryMs: 8 * Number(values['rest-ms']),
    pauseMs: Number(values['pause-ms']),
    conversations: Number(values.conversations),
    // It knows no other node.
    withNaive: topology === 'one' && !values['without-naive'],
  });
  say(
    `struck: ${Object.entries(result.struck)
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', ')}`,
  );
  say(`a killed server is ready again after ${result.restartMs.p50} ms (median), ${result.restartMs.max} ms at most`);
  for (const world of result.worlds) describe(world, say);
  const [product] = result.worlds;
  say(
    JSON.stringify({
      proof: 'chat',
      topology,
      seed,
      ok: product?.verdict.ok === true,
      struck: result.struck,
      restartMs: result.restartMs,
      worlds: result.worlds.map(published),
    }),
  );
  const fell = Object.keys(result.struck).filter((kind) => kind.startsWith('fell_'));
  if (fell.length > 0) say(`the server fell by itself: ${fell.join(', ')}`);
  if (!product?.verdict.ok || product.settledMs === null || fell.length > 0) process.exitCode = 1;
}

function describe(
  { name, report, ackMs, ackMsInCalm, recoveryMs, settledMs, unrest, unknownOutcomes, unknownResolved, unknownPending }: WorldResult,
  say: (line: string) => void,
) {
  say(`\n${name}: ${report}`);
  say(`  unknown outcomes ${unknownOutcomes}, resolved ${unknownResolved}, visibly pending ${unknownPending}`);
  say(`  acknowledged after p50 ${ackMs.p50} ms, p99 ${ackMs.p99} ms; untouched by a fault p50 ${ackMsInCalm.p50} ms, p99 ${ackMsInCalm.p99} ms`);
  say(`  everybody served again after a fault: p50 ${recoveryMs.p50} ms, p95 ${recoveryMs.p95} ms, max ${recoveryMs.max} ms`);
  say(`  at rest ${settledMs === null ? 'never (30 s)' : `${settledMs} ms`} after everything was healed`);
  for (const one of unrest) say(`    ${one}`);
}

const published = ({ verdict, report: _, ...figures }: WorldResult) => ({ ...figures, violations: verdict.violations.length });

await main();
