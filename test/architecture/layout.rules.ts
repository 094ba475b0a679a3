import ts from 'typescript';
import { syntaxOf } from './syntax.js';
import { type Breach, files, isCode, isGenerated, type Rule, type Tree } from './tree.js';

/** Every slice there is or will be, left before right: whoever stands further right may lean on what stands left of it. */
export const SLICES = [
  'platform',
  'settings',
  'calendars',
  'accounts',
  'causes',
  'stores',
  'channels',
  'customers',
  'files',
  'orders',
  'knowledge',
  'canned-replies',
  'tickets',
  'search',
  'followers',
  'relations',
  'splits',
  'custom-fields',
  'ticket-templates',
  'sub-states',
  'spam',
  'previews',
  'translations',
  'promises',
  'calls',
  'visits',
  'proofs',
  'transcripts',
  'chats',
  'ratings',
  'merges',
  'returns',
  'hotline',
  'surveys',
  'sla',
  'routing',
  'macros',
  'bulk',
  'saved-views',
  'exports',
  'webhooks',
  'automation',
  'quality',
  'training',
  'incentives',
  'rosters',
  'side-conversations',
  'mail',
  'outgoing',
  'notifications',
  'imports',
  'health',
  'reports',
  'audit',
  'demo',
] as const;

const TOP = new Set([
  'README.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'package.json',
  'package-lock.json',
  'nx.json',
  'tsconfig.json',
  'tsconfig.test.json',
  'jest.config.mjs',
  'prisma.config.ts',
  'knip.json',
  'docker-compose.yml',
  'Dockerfile',
  'prisma',
  'server',
  'web',
  'test',
  'docs',
  '.ci',
  '.github',
  '.gitignore',
  '.dockerignore',
  '.editorconfig',
  '.env',
  '.env.example',
  '.nvmrc',
  '.oxlintrc.json',
  '.prettierrc',
  '.prettierignore',
  '.swcrc',
]);
const SECOND: Readonly<Record<string, readonly string[]>> = {
  server: ['start.mjs', 'build.mjs', 'project.json', 'start', 'contracts', 'src'],
  web: ['console', 'help', 'widget', 'demo-shop', 'ui', 'client', 'locales'],
  test: [
    'support',
    'api',
    'flows',
    'browser',
    'proof',
    'bench',
    'start',
    'run',
    'run.mjs',
    'architecture',
    'architecture.spec.ts',
    'api-document.spec.ts',
    'many-machines.spec.ts',
    'project.json',
    'fixtures',
  ],
  prisma: ['schema.prisma', 'models', 'migrations', 'factories', 'demo', 'schema-engine.mjs', 'migrate.mjs', 'diff.mjs', 'generate.mjs', 'project.json'],
  docs: ['architecture.md', 'automation.md', 'mail.md', 'protocol.md', 'error-codes.md', 'tickets.md', 'embedding.md', 'import.md', 'previews-and-translation.md', 'routing.md', 'running-many.md', 'search.md', 'webhooks.md', 'decisions', 'screenshots'],
};
const SRC_FILES = new Set(['main.ts', 'first-start.ts', 'openapi.main.ts', 'app.ts', 'app.module.ts', 'events.ts']);
/** Beside the contract of a slice: what several share, and the codes everything is named by. */
const SHARED_CONTRACTS = new Set(['common', 'errors', 'permissions', 'sockets', 'messages', 'widget', 'project']);
const SHARED_MODELS = new Set(['events']);
/** Configuration files of tools, which look for them there. */
const TOOL_FILE = /^web\/(vite\.[a-z-]+\.config\.ts|tsconfig\.json|project\.json|[a-z-]+\.mjs|[a-z-]+\.d\.ts)$/;

/** Everything lies where the same word of the business leads to. */
export const everythingInItsPlace: Rule = (tree) => [...tree.keys()].flatMap((file) => whatIsMisplaced(file).map((what) => ({ file, line: 1, what })));

function whatIsMisplaced(file: string): string[] {
  const [top = '', second = '', third = ''] = file.split('/');
  if (!TOP.has(top)) return [`${top} has no place at the top`];
  if (SECOND[top] && !SECOND[top].includes(second) && !TOOL_FILE.test(file)) return [`${second} has no place in ${top}`];
  const noun = third.split('.')[0] ?? '';
  const slices: readonly string[] = SLICES;
  if (file.startsWith('server/src/') && !SRC_FILES.has(third) && !slices.includes(third)) return [`${third} is no slice`];
  if (file.startsWith('server/contracts/') && !SHARED_CONTRACTS.has(noun) && !slices.includes(noun)) return [`no slice is called ${noun}`];
  if (file.startsWith('prisma/models/') && !SHARED_MODELS.has(noun) && !slices.includes(noun)) return [`no slice is called ${noun}`];
  return [];
}

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const GIVEN_NAME = /(^|\/)(README\.md|CONTRIBUTING\.md|LICENSE|Dockerfile|zh-CN|zh-TW)($|\/)|^prisma\/migrations\//;
const KINDS = new Set([
  'module',
  'controller',
  'portal',
  'widget',
  'service',
  'rules',
  'policy',
  'present',
  'reactions',
  'jobs',
  'rooms',
  'sockets',
  'spec',
  'main',
  'decorator',
  'decorators',
  'record',
  'guard',
  'pipe',
  'filter',
  'interceptor',
  'check',
  'authenticator',
  'cookie',
  'limits',
  'factory',
  'types',
]);
const EMPTY_WORD = /(^|[-.])(utils?|helpers?|manager|misc|stuff)([-.]|$)|^(common|lib|shared)\./;

/** `noun.kind.ts` in kebab-case, with a kind that is known and a noun that says something. */
export const filesAreNamed: Rule = (tree) =>
  [...tree.keys()].flatMap((file) => {
    const name = file.split('/').at(-1) ?? '';
    const found = (what: string): Breach[] => [{ file, line: 1, what }];
    if (!GIVEN_NAME.test(file) && !KEBAB.test(name)) return found(`${name} is not kebab-case`);
    if (!file.startsWith('server/src/')) return [];
    if (EMPTY_WORD.test(name)) return found(`${name} names nothing`);
    const unknown = name
      .split('.')
      .slice(1, -1)
      .find((kind) => !KINDS.has(kind));
    return unknown === undefined ? [] : found(`.${unknown} is no kind of file`);
  });

export const MOST_LINES = 300;
const MEASURED = /\.(ts|tsx|mjs|js|css|html|prisma|md)$/;

/** No file is longer than a person reads in one go. */
export const filesAreShort: Rule = (tree) =>
  [...tree].flatMap(([file, text]) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    return MEASURED.test(file) && !isGenerated(file) && lines > MOST_LINES ? [{ file, line: MOST_LINES + 1, what: `${lines} lines` }] : [];
  });

/** Everything is imported from where it is. */
export const noBarrels: Rule = (tree) =>
  [...files(tree, isCode)].flatMap(([file, text]) => {
    const { statements } = syntaxOf(file, text);
    const again = statements.filter((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined);
    const onlyPasses = again.length > 0 && again.length === statements.length;
    const star = again.some((statement) => ts.isExportDeclaration(statement) && statement.exportClause === undefined);
    return onlyPasses || star || /(^|\/)index\.(ts|tsx|mjs|js)$/.test(file) ? [{ file, line: 1, what: 'is a barrel' }] : [];
  });

const MIGRATION = /^prisma\/migrations\/(\d{14}_[a-z0-9]+(_[a-z0-9]+)*)\/migration\.sql$/;
/** A migration is one deed: a stamp, what it does, one file. */
export const migrationsAreDeeds: Rule = (tree) =>
  [...files(tree, (file) => file.startsWith('prisma/migrations/'))].flatMap(([file, text]) => {
    if (!MIGRATION.test(file)) return [{ file, line: 1, what: 'is no <stamp>_<deed>/migration.sql' }];
    return text.trim() === '' ? [{ file, line: 1, what: 'does nothing' }] : [];
  });

const DECISION = /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/;
/** Decisions are numbered without a gap and say context, decision and consequences. */
export const decisionsAreKept: Rule = (tree) => {
  const found: Breach[] = [];
  const numbers = [...tree.keys()].flatMap((file) => Number(DECISION.exec(file)?.[1] ?? Number.NaN) || []).sort((a, b) => a - b);
  numbers.forEach((number, index) => {
    if (number !== index + 1) found.push({ file: 'docs/decisions', line: 1, what: `decision ${index + 1} is missing or there twice` });
  });
  for (const [file, text] of files(tree, (name) => name.startsWith('docs/decisions/'))) {
    if (!DECISION.test(file)) found.push({ file, line: 1, what: 'is no NNNN-title.md' });
    for (const part of ['## Context', '## Decision', '## Consequences'])
      if (!text.includes(`\n${part}\n`)) found.push({ file, line: 1, what: `has no ${part}` });
  }
  return [...found, ...namedDecisions(tree, numbers)];
};

/** What code calls a decision must be one. */
function namedDecisions(tree: Tree, numbers: readonly number[]): Breach[] {
  return [...files(tree, (file) => isCode(file) && !file.startsWith('test/architecture'))].flatMap(([file, text]) =>
    [...text.matchAll(/docs\/decisions\/(\d{4})/g)].flatMap((match) =>
      numbers.includes(Number(match[1])) ? [] : [{ file, line: text.slice(0, match.index).split('\n').length, what: `there is no decision ${match[1]}` }],
    ),
  );
}
