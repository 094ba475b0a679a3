import ts from 'typescript';
import { SLICES } from './layout.rules.js';
import { type Import, importsOf, lineOf, nodesOf, syntaxOf } from './syntax.js';
import { type Breach, files, isCode, isTypeScript, type Rule, type Tree } from './tree.js';

type Judge = (used: Import, file: string) => string | null;

/** Holds every import of some files against a judge, who says what is wrong with it. */
function judge(tree: Tree, place: string, fits: (file: string) => boolean, verdict: Judge): Breach[] {
  return [...files(tree, fits, place)].flatMap(([file, text]) =>
    importsOf(file, text).flatMap((used) => {
      const what = verdict(used, file);
      return what === null ? [] : [{ file, line: used.line, what }];
    }),
  );
}

const isSpec = (file: string): boolean => /\.spec\.tsx?$/.test(file);
const productCode = (file: string): boolean => isCode(file) && !isSpec(file);

const sliceOf = (path: string): string | undefined => /^server\/src\/([^/]+)\//.exec(path)?.[1];
const rank = (slice: string): number => SLICES.findIndex((name) => name === slice);

/** Slices lean leftward only; rightward they are known by the events they record. */
export const slicesLeanLeft: Rule = (tree) =>
  judge(tree, 'server/src/', productCode, ({ target }, file) => {
    const mine = sliceOf(file);
    const theirs = sliceOf(`${target}.ts`);
    if (mine === undefined || theirs === undefined || mine === theirs) return null;
    return rank(theirs) < rank(mine) ? null : `${mine} leans on ${theirs}, which stands to its right`;
  });

/** The composition of the whole (app, module list, main) is for starting it; slices know only the catalogue of events. */
export const slicesDoNotKnowTheWhole: Rule = (tree) =>
  judge(
    tree,
    'server/src/',
    (file) => productCode(file) && sliceOf(file) !== undefined,
    ({ target }) => (/^server\/src\/(app|app\.module|main|openapi\.main)$/.test(target) ? 'a slice knows the whole' : null),
  );

/** Contracts depend on zod and on each other. */
export const contractsStandAlone: Rule = (tree) =>
  judge(tree, 'server/contracts/', productCode, ({ target, from }) =>
    target === 'zod' || target.startsWith('server/contracts/') ? null : `a contract depends on ${from}`,
  );

const SIDES: readonly (readonly [string, readonly string[]])[] = [
  ['server/src/', ['server/src/', 'server/contracts/', 'prisma/']],
  ['web/', ['web/', 'server/contracts/']],
  // Factories make rows as the server does: the same ids, the same built-in roles.
  ['prisma/', ['prisma/', 'server/contracts/', 'server/src/platform/ids', 'server/src/accounts/built-in-roles']],
  // Runs before anything is installed.
  ['server/start/', ['server/start/']],
];

/** Server and web meet in the contracts alone. */
export const sidesMeetInContracts: Rule = (tree) =>
  SIDES.flatMap(([side, reach]) =>
    judge(tree, side, productCode, ({ target, isPackage, from }) => {
      if (isPackage) return side === 'server/start/' && !from.startsWith('node:') ? `${from} may not be installed yet` : null;
      return reach.some((place) => target.startsWith(place)) ? null : `${side.slice(0, -1)} reaches into ${target}`;
    }),
  );

/** Nothing the product runs on comes from the tests. */
export const productKnowsNoTests: Rule = (tree) =>
  ['server/', 'web/', 'prisma/'].flatMap((place) =>
    judge(tree, place, productCode, ({ target }) => (target.startsWith('test/') ? 'the product leans on a test' : null)),
  );

const featureOf = (path: string): string | undefined => /^(web\/[^/]+\/features\/[^/]+)\//.exec(`${path}/`)?.[1];

/** Features of a screen meet in the route that shows them. */
export const featuresMeetInRoutes: Rule = (tree) =>
  judge(
    tree,
    'web/',
    (file) => productCode(file) && featureOf(file) !== undefined,
    ({ target }, file) => {
      const theirs = featureOf(target);
      if (/^web\/[^/]+\/routes\//.test(target)) return 'a feature knows a route';
      return theirs === undefined || theirs === featureOf(file) ? null : `a feature knows ${theirs}`;
    },
  );

const DOMAIN_WORDS = new Set(['ticket', 'conversation', 'customer', 'visitor', 'agent', 'chat', 'order', 'refund', 'parcel', 'survey', 'channel']);
/** `TicketRow` and `ticket-row` speak of tickets, `border` speaks of nothing. */
const domainWord = (name: string): string | undefined =>
  name.split(/[^A-Za-z]+|(?=[A-Z])/).find((word) => DOMAIN_WORDS.has(word.toLowerCase().replace(/s$/, '')));

/** Parts of the interface know no word of the business, by name or by import. */
export const uiKnowsNoBusiness: Rule = (tree) => [
  ...judge(tree, 'web/ui/', productCode, ({ target, isPackage }) => (isPackage || target.startsWith('web/ui/') ? null : `ui leans on ${target}`)),
  ...[...files(tree, (file) => isTypeScript(file) && !isSpec(file), 'web/ui/')].flatMap(([file, text]) =>
    [...nodesOf(syntaxOf(file, text))].flatMap((node) => {
      if (!ts.isIdentifier(node) && !ts.isStringLiteralLike(node)) return [];
      const word = domainWord(node.text);
      return word === undefined ? [] : [{ file, line: lineOf(node), what: `ui speaks of ${word}` }];
    }),
  ),
];

/** The widget is small: tokens, types and its own parts, but no ui and nothing that brings zod. */
export const widgetStaysSmall: Rule = (tree) =>
  judge(tree, 'web/widget/', productCode, ({ target, from, typeOnly }) => {
    if (target.startsWith('web/ui/') && target !== 'web/ui/tokens.css') return `the widget takes ${from}`;
    if (target.startsWith('web/console/')) return `the widget takes ${from}`;
    if (!typeOnly && (target === 'zod' || target.startsWith('zod/') || target.startsWith('server/contracts/'))) return `${from} brings zod into the widget`;
    return null;
  });

const OUTSIDE = /^(node:(?!net$)|#prisma|@prisma\/|pg$|@nestjs\/|fastify|socket\.io|bullmq|react|preact|nodemailer)/;
/** Rules decide; they touch nothing and ask nobody. */
export const rulesArePure: Rule = (tree) => [...judge(tree, 'server/src/', isRules, impurity), ...judge(tree, 'web/', isRules, impurity)];

const isRules = (file: string): boolean => file.endsWith('.rules.ts');
const impurity: Judge = ({ from, target, typeOnly }) => {
  if (typeOnly) return null;
  if (OUTSIDE.test(from)) return `rules lean on ${from}`;
  return /\/(db|clock|env|log|mailer)$|\.(service|controller|module|jobs|reactions|sockets|rooms)$/.test(target) ? `rules lean on ${from}` : null;
};

/** Relative imports name the built file, as the runtime wants it. */
export const importsNameFiles: Rule = (tree) =>
  ['server/src/', 'server/contracts/', 'prisma/', 'test/', 'web/'].flatMap((place) =>
    judge(tree, place, isTypeScript, ({ from, isPackage }) => (isPackage || /\.(js|mjs|json|css|svg)(\?\w+)?$/.test(from) ? null : `${from} has no ending`)),
  );
