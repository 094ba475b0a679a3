// Prints the SQL that leads from the models at a revision (default HEAD) to the models in the work tree:
// the start of a new migration. `node prisma/diff.mjs empty` prints the whole schema.
// A database must be reachable at DATABASE_URL; it is neither read nor changed.
import { execFileSync } from 'node:child_process';
import { datamodels, NO_FILTER, openSchemaEngine } from './schema-engine.mjs';

const revision = process.argv[2] ?? 'HEAD';
const git = (...words) => execFileSync('git', words, { encoding: 'utf8' });

function modelsAt(rev) {
  const paths = ['prisma/schema.prisma', ...git('ls-tree', '--name-only', rev, 'prisma/models/').trim().split('\n')];
  return paths.map((path) => ({ path: path.replace('prisma/', ''), content: git('show', `${rev}:${path}`) }));
}

const engine = await openSchemaEngine(process.env.DATABASE_URL);
const result = await engine.diff({
  from: revision === 'empty' ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: modelsAt(revision) },
  to: { tag: 'schemaDatamodel', files: datamodels() },
  script: true, exitCode: null, filters: NO_FILTER,
});
console.log(result.stdout);
process.exit(0);
