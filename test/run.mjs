// What `npm test` runs: brings what the tests need, then checks, builds and tests. Jest's summary comes last.
import { judgeNode } from '../server/start/node-version.mjs';

const { refusal } = judgeNode(process.versions.node);
if (refusal) {
  console.error(refusal);
  process.exitCode = 1;
} else {
  import('./run/everything.mjs').then(async ({ runEverything }) => {
    process.exitCode = await runEverything();
  });
}
