import { posix } from 'node:path';
import ts from 'typescript';

const parsed = new Map<string, ts.SourceFile>();

/** The syntax tree of a file; parsed once for all rules. */
export function syntaxOf(file: string, text: string): ts.SourceFile {
  const key = `${file}\n${text}`;
  const known = parsed.get(key);
  if (known) return known;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, file.endsWith('x') ? ts.ScriptKind.TSX : undefined);
  parsed.set(key, source);
  return source;
}

const walked = new WeakMap<ts.Node, readonly ts.Node[]>();

/** Every node below `node`, itself first. */
export function nodesOf(node: ts.Node): readonly ts.Node[] {
  const known = walked.get(node);
  if (known) return known;
  const nodes: ts.Node[] = [];
  const walk = (next: ts.Node): void => {
    nodes.push(next);
    ts.forEachChild(next, walk);
  };
  walk(node);
  walked.set(node, nodes);
  return nodes;
}

export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

export interface Import {
  /** As written. */
  readonly from: string;
  /** The path in the repository without its ending, or the package's name. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** What a file imports or exports again, also by `import()`. */
export function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  for (const node of nodesOf(syntaxOf(file, text))) {
    const from = specifierOf(node);
    if (from === null) continue;
    found.push({ from, ...targetOf(file, from), typeOnly: isTypeOnly(node), line: lineOf(node) });
  }
  return found;
}

function specifierOf(node: ts.Node): string | null {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
    return node.moduleSpecifier.text;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument && ts.isStringLiteralLike(argument) ? argument.text : null;
  }
  return null;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { importClause } = node;
  if (/^import\s+type\b/.test(node.getText())) return true;
  const { name, namedBindings } = importClause;
  return (
    !name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

const ALIASES: readonly (readonly [string, string])[] = [
  ['#contracts/', 'server/contracts/'],
  ['#prisma/', 'prisma/'],
];

function targetOf(file: string, from: string): { target: string; isPackage: boolean } {
  const bare = from.replace(/\.(js|mjs|json|ts|tsx)$/, '');
  if (from.startsWith('.')) return { target: posix.normalize(posix.join(posix.dirname(file), bare)), isPackage: false };
  for (const [alias, place] of ALIASES) if (from.startsWith(alias)) return { target: bare.replace(alias, place), isPackage: false };
  return { target: from, isPackage: true };
}

/** The comments of a file, each with its line. */
export function commentsOf(file: string, text: string): { line: number; text: string }[] {
  const source = syntaxOf(file, text);
  const found = new Map<number, string>();
  for (const node of nodesOf(source)) {
    // Between the words of JSX a comment is only text.
    if (ts.isJsxText(node)) continue;
    for (const range of [...(ts.getLeadingCommentRanges(text, node.pos) ?? []), ...(ts.getTrailingCommentRanges(text, node.end) ?? [])]) {
      found.set(range.pos, text.slice(range.pos, range.end));
    }
  }
  return [...found].map(([pos, comment]) => ({ line: source.getLineAndCharacterOfPosition(pos).line + 1, text: comment }));
}

/** `{ … } as const satisfies X` → `{ … }`. */
export function unwrap(expression: ts.Expression | undefined): ts.Expression | undefined {
  let inner = expression;
  while (inner && (ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner) || ts.isParenthesizedExpression(inner))) inner = inner.expression;
  return inner;
}

export interface Entry {
  readonly name: string;
  readonly value: ts.Expression;
  readonly line: number;
}

/** The entries of the object that a constant holds; undefined when there is no such constant. */
export function entriesOf(file: string, text: string, constant: string): Entry[] | undefined {
  for (const node of nodesOf(syntaxOf(file, text))) {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== constant) continue;
    const object = unwrap(node.initializer);
    if (!object || !ts.isObjectLiteralExpression(object)) return undefined;
    return object.properties.flatMap((property) => {
      if (!ts.isPropertyAssignment(property)) return [];
      const { name } = property;
      return [{ name: ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText(), value: property.initializer, line: lineOf(property) }];
    });
  }
  return undefined;
}

/** The decorators of a class, method or parameter: name → what it was called with. */
export function decoratorsOf(node: ts.Node): Map<string, readonly ts.Expression[]> {
  const found = new Map<string, readonly ts.Expression[]>();
  for (const { expression } of ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []) {
    if (ts.isCallExpression(expression)) found.set(expression.expression.getText(), expression.arguments);
    else found.set(expression.getText(), []);
  }
  return found;
}

/** Every class of a file with its methods. */
export function* classesOf(file: string, text: string): Generator<{ node: ts.ClassDeclaration; methods: ts.MethodDeclaration[] }> {
  for (const node of nodesOf(syntaxOf(file, text))) if (ts.isClassDeclaration(node)) yield { node, methods: node.members.filter(ts.isMethodDeclaration) };
}
