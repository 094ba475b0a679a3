#!/usr/bin/env node
// Only syntax and modules that an old Node understands up to the dynamic import: it has to be able to say that it is too old.
import { judgeNode } from './start/node-version.mjs';

const verdict = judgeNode(process.versions.node);
if (verdict.warning) console.error(verdict.warning);
if (verdict.refusal) {
  console.error(verdict.refusal);
  process.exitCode = 1;
} else {
  import('./start/supervise.mjs').then((module) => module.superviseFromCommandLine());
}
