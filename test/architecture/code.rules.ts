import ts from 'typescript';
import { commentsOf, lineOf, nodesOf, syntaxOf } from './syntax.js';
import { type Breach, files, isCode, isTypeScript, type Rule, type Tree } from './tree.js';

/** Looks at every node of some files. */
function inspect(tree: Tree, fits: (file: string) => boolean, places: string[], look: (node: ts.Node, file: string) => string | null): Breach[] {
  return [...files(tree, fits, ...places)].flatMap(([file, text]) =>
    [...nodesOf(syntaxOf(file, text))].flatMap((node) => {
      const what = look(node, file);
      return what === null ? [] : [{ file, line: lineOf(node), what }];
    }),
  );
}

/** Types are meant: no `any`, no `!`, no cast through `unknown`. */
export const typesAreMeant: Rule = (tree) =>
  inspect(tree, isTypeScript, [], (node, file) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
    if (ts.isNonNullExpression(node)) return 'a non-null assertion';
    if ((ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.exclamationToken) return 'a definite assignment';
    // A test may have to pass a fake off as something of the browser's.
    if (
      !file.endsWith('.spec.ts') &&
      ts.isAsExpression(node) &&
      ts.isAsExpression(node.expression) &&
      node.expression.type.kind === ts.SyntaxKind.UnknownKeyword
    )
      return 'a cast through unknown';
    return null;
  });

const SILENCED = /@ts-(ignore|nocheck|expect-error)|(eslint|oxlint)-disable|prettier-ignore|istanbul ignore/;
/** Nobody silences a check. */
export const checksAreHeard: Rule = (tree) =>
  [...files(tree, isCode)].flatMap(([file, text]) =>
    commentsOf(file, text).flatMap(({ line, text: comment }) => {
      const sign = SILENCED.exec(comment)?.[0];
      return sign === undefined ? [] : [{ file, line, what: sign }];
    }),
  );

const LATER = /\b(TODO|FIXME|XXX|HACK)\b/;
/** Nothing is left for later in the text; what is open is an issue. */
export const nothingIsLeftForLater: Rule = (tree) => [
  ...[...files(tree, isCode)].flatMap(([file, text]) => commentsOf(file, text).flatMap(({ line, text: comment }) => later(file, line, comment))),
  ...[...files(tree, (file) => /\.(md|css|html|prisma|sql|yml)$/.test(file))].flatMap(([file, text]) =>
    text.split('\n').flatMap((words, index) => later(file, index + 1, words)),
  ),
];

function later(file: string, line: number, words: string): Breach[] {
  const word = LATER.exec(words)?.[0];
  return word === undefined ? [] : [{ file, line, what: word }];
}

/** A fault is answered, told or thrown on, never swallowed: an empty handler needs at least a word why. */
export const faultsAreNotSwallowed: Rule = (tree) =>
  inspect(tree, isCode, [], (node) => {
    if (ts.isCatchClause(node) && isSilent(node.block)) return 'an empty catch';
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'catch') return null;
    const [handler] = node.arguments;
    return handler && (ts.isArrowFunction(handler) || ts.isFunctionExpression(handler)) && ts.isBlock(handler.body) && isSilent(handler.body)
      ? 'an empty catch'
      : null;
  });

const isSilent = (block: ts.Block): boolean => block.statements.length === 0 && !/\/\/|\/\*/.test(block.getText());

/** An id carries the time of its making only so that ids sort; nobody reads it. */
const MAY_ASK = new Set(['server/src/platform/clock.ts', 'server/src/platform/ids.ts']);

/** Outside tests only the clock knows what time it is. */
export const onlyTheClockKnows: Rule = (tree) =>
  inspect(
    tree,
    (file) => isTypeScript(file) && !file.endsWith('.spec.ts') && !MAY_ASK.has(file),
    ['server/src/', 'server/contracts/', 'prisma/factories/'],
    (node) => {
      if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date() asks the system';
      if (ts.isCallExpression(node) && node.expression.getText() === 'Date.now') return 'Date.now() asks the system';
      return null;
    },
  );

const UNSAFE = new Set(['$queryRawUnsafe', '$executeRawUnsafe']);
/** No statement is put together from words that came in. */
export const statementsAreBound: Rule = (tree) =>
  inspect(tree, isCode, ['server/', 'prisma/'], (node) => {
    if (ts.isIdentifier(node) && UNSAFE.has(node.text)) return node.text;
    return ts.isPropertyAccessExpression(node) && node.getText() === 'Prisma.raw' ? 'Prisma.raw' : null;
  });

const MAY_READ_ENVIRONMENT = /^server\/src\/(main|openapi\.main|platform\/env)\.ts$/;
/** The environment is parsed once, and the log is the one thing that speaks. */
export const oneVoiceOneEnvironment: Rule = (tree) =>
  inspect(
    tree,
    (file) => isTypeScript(file) && !file.endsWith('.spec.ts') && !MAY_READ_ENVIRONMENT.test(file),
    ['server/src/', 'server/contracts/'],
    (node) => {
      if (!ts.isPropertyAccessExpression(node)) return null;
      if (node.getText() === 'process.env') return 'process.env is read by platform/env alone';
      return node.expression.getText() === 'console' ? 'console speaks past the log' : null;
    },
  );

const SKIPPED = /^(it|test|describe)(\.\w+)*\.(skip|only|todo|failing|skipIf)$|^x(it|test|describe)$|^f(it|describe)$|^jest\.retryTimes$/;
/** Every test runs, once, and counts. */
export const testsRun: Rule = (tree) =>
  inspect(
    tree,
    (file) => /\.spec\.tsx?$/.test(file),
    [],
    (node) => {
      if (!ts.isPropertyAccessExpression(node) && !ts.isIdentifier(node)) return null;
      if (ts.isIdentifier(node) && !(ts.isCallExpression(node.parent) && node.parent.expression === node)) return null;
      const name = node.getText();
      return SKIPPED.test(name) ? `${name}: a test that does not count` : null;
    },
  );

// A call by name alone: `socket.pause()` and `jest.setTimeout()` are something else.
const SLEEPS = new Set(['setTimeout', 'sleep', 'pause', 'delay']);
/** A test waits for what it expects, never for a time to pass. */
export const testsDoNotSleep: Rule = (tree) =>
  inspect(
    tree,
    (file) => /\.spec\.tsx?$/.test(file),
    [],
    (node) => {
      if (ts.isImportDeclaration(node) && /timers\/promises/.test(node.moduleSpecifier.getText())) return 'takes timers to wait by';
      if (!ts.isCallExpression(node)) return null;
      const { expression } = node;
      const sleeps = ts.isPropertyAccessExpression(expression) ? expression.name.text === 'waitForTimeout' : SLEEPS.has(expression.getText());
      return sleeps ? `${expression.getText()}: a test that waits for time` : null;
    },
  );

const EMPTY_NAME = /(Manager|Helper|Utils?)$|^(handleData|processData|updateStatus|setStatus|doWork)$/;
/** Verbs of the business, not of the machine. */
export const namesSaySomething: Rule = (tree) =>
  inspect(tree, isTypeScript, ['server/', 'web/'], (node) => {
    const named = ts.isClassDeclaration(node) || ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isInterfaceDeclaration(node);
    const name = named ? (node.name?.getText() ?? '') : '';
    return EMPTY_NAME.test(name) ? `${name} names nothing` : null;
  });
