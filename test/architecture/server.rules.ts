import ts from 'typescript';
import { classesOf, decoratorsOf, lineOf, nodesOf, syntaxOf } from './syntax.js';
import { type Breach, files, isTypeScript, type Rule, type Tree } from './tree.js';

const VERBS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All']);
const ACCESS = new Set(['Public', 'ForVisitors', 'ForEverybody', 'ForShops', 'SignedIn', 'Allow']);

interface Handler {
  readonly file: string;
  readonly method: ts.MethodDeclaration;
  readonly marks: Map<string, readonly ts.Expression[]>;
  /** Pages and figures, which are no part of the API and write their answer themselves. */
  readonly excluded: boolean;
}

function* handlers(tree: Tree): Generator<Handler> {
  for (const [file, text] of files(tree, (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'), 'server/src/')) {
    if (!text.includes('@Controller(')) continue;
    for (const { node, methods } of classesOf(file, text)) {
      const excluded = decoratorsOf(node).has('ApiExcludeController');
      for (const method of methods) {
        const marks = decoratorsOf(method);
        if ([...marks.keys()].some((name) => VERBS.has(name))) yield { file, method, marks, excluded: excluded || marks.has('ApiExcludeEndpoint') };
      }
    }
  }
}

const BRANCHES = new Set([
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
]);

/** An endpoint is one statement without a choice: permission, contract, transaction, one call. */
export const endpointsDecideNothing: Rule = (tree) =>
  [...handlers(tree)].flatMap(({ file, method, excluded }) => {
    if (excluded) return [];
    const name = method.name.getText();
    const branch = [...nodesOf(method)].find((node) => BRANCHES.has(node.kind));
    if (branch) return [{ file, line: lineOf(branch), what: `${name} decides` }];
    const { length } = method.body?.statements ?? [];
    return length === 1 ? [] : [{ file, line: lineOf(method), what: `${name} has ${length} statements` }];
  });

/** Every endpoint says who may call it, once. */
export const endpointsSayWhoMayCall: Rule = (tree) =>
  [...handlers(tree)].flatMap(({ file, method, marks }) => {
    const count = [...marks.keys()].filter((name) => ACCESS.has(name)).length;
    return count === 1 ? [] : [{ file, line: lineOf(method), what: `${method.name.getText()} has ${count} access rules` }];
  });

/** Every endpoint of the API names the contract of its answer, and of all that comes in. */
export const endpointsHaveContracts: Rule = (tree) =>
  [...handlers(tree)].flatMap(({ file, method, marks, excluded }) => {
    const found: Breach[] = [];
    if (!excluded && !marks.has('Returns')) found.push({ file, line: lineOf(method), what: `${method.name.getText()} does not say what it returns` });
    for (const parameter of method.parameters) {
      for (const [name, args] of decoratorsOf(parameter)) {
        if (!['Body', 'Query', 'Param'].includes(name)) continue;
        const held = args.some(
          (argument) => ts.isObjectLiteralExpression(argument) && argument.properties.some((property) => property.name?.getText() === 'schema'),
        );
        if (!held) found.push({ file, line: lineOf(parameter), what: `@${name}() without a schema` });
      }
    }
    return found;
  });

const ACTORS = new Set(['Actor', 'StaffActor', 'VisitorActor']);
const isPublic = (method: ts.MethodDeclaration): boolean =>
  !method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword);

/** Verbs take (tx, actor, …) in this order. */
export const verbsTakeTransactionAndActor: Rule = (tree) =>
  [...files(tree, (file) => file.endsWith('.service.ts'), 'server/src/')].flatMap(([file, text]) =>
    [...classesOf(file, text)].flatMap(({ methods }) =>
      methods.filter(isPublic).flatMap((method): Breach[] => {
        const types = method.parameters.map((parameter) => parameter.type?.getText() ?? '');
        const tx = types.findIndex((type) => type === 'Tx' || type === 'Db');
        const actor = types.findIndex((type) => ACTORS.has(type));
        const name = method.name.getText();
        if (tx > 0) return [{ file, line: lineOf(method), what: `${name} takes the transaction as number ${tx + 1}` }];
        return actor > (tx === 0 ? 1 : 0) ? [{ file, line: lineOf(method), what: `${name} takes the actor as number ${actor + 1}` }] : [];
      }),
    ),
  );

/** Where a call comes in, and so where a transaction opens. */
const EDGE = /\.(controller|sockets|jobs|main)\.ts$|^server\/src\/platform\/(db|events\/reactions|jobs\/sweeps)\.ts$/;
/** Below the edge only what these decisions name, and why. */
const OPENED_BELOW = ['0008', '0013'] as const;
const OPENS = /(^|\.)(db\.transaction|\$transaction)$/;

/** The edge opens the transaction. Who else does is named by a decision, and nobody is named there who does not. */
export const theEdgeOpensTransactions: Rule = (tree) => {
  const records = [...tree].filter(([file]) => OPENED_BELOW.some((number) => file.startsWith(`docs/decisions/${number}`)));
  const named = records.flatMap(([record, text]) =>
    [...text.matchAll(/`([a-z-]+\/[a-z.-]+\.ts)`(?=[,:])/g)].map((match) => ({ record, file: `server/src/${match[1]}` })),
  );
  const opening = [...files(tree, (file) => isTypeScript(file) && !file.endsWith('.spec.ts') && !EDGE.test(file), 'server/src/')].flatMap(([file, text]) =>
    nodesOf(syntaxOf(file, text)).flatMap((call) => (ts.isCallExpression(call) && OPENS.test(call.expression.getText()) ? [{ file, line: lineOf(call) }] : [])),
  );
  const unnamed = opening.filter(({ file }) => !named.some((one) => one.file === file));
  const stale = named.filter(({ file }) => !opening.some((one) => one.file === file));
  return [
    ...unnamed.map(({ file, line }) => ({ file, line, what: 'opens a transaction below the edge and no decision says why' })),
    ...stale.map(({ record, file }) => ({ file: record, line: 1, what: `names ${file}, which opens none` })),
  ];
};

const WRITES = new Set(['create', 'createMany', 'update', 'updateMany', 'upsert', 'delete', 'deleteMany']);
/** Answers of reads and plain figures never change rows: writing goes through a transaction's `tx`. */
export const readsDoNotWrite: Rule = (tree) =>
  [...files(tree, (file) => /\.(present|policy|rules|controller)\.ts$/.test(file), 'server/src/')].flatMap(([file, text]) =>
    nodesOf(syntaxOf(file, text)).flatMap((node) => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
      const { name, expression } = node.expression;
      return WRITES.has(name.text) && /^(this\.db\.prisma|tx|prisma)\.\w+$/.test(expression.getText())
        ? [{ file, line: lineOf(node), what: `writes rows (${name.text})` }]
        : [];
    }),
  );
