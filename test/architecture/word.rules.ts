import ts from 'typescript';
import { entriesOf, lineOf, nodesOf, syntaxOf } from './syntax.js';
import { type Breach, files, isTypeScript, type Rule, type Tree } from './tree.js';

const EVENTS = 'server/src/events.ts';
const ERRORS = 'server/contracts/errors.ts';
const MESSAGES = 'server/contracts/messages.ts';
const PERMISSIONS = 'server/contracts/permissions.ts';
const SOCKETS = 'server/contracts/sockets.ts';

const entries = (tree: Tree, file: string, constant: string) => entriesOf(file, tree.get(file) ?? '', constant) ?? [];
const breaches = (file: string, found: readonly { line: number }[], what: (entry: { name: string }) => string): Breach[] =>
  found.map((entry) => ({ file, line: entry.line, what: what({ name: '', ...entry }) }));

/** A past participle: by its ending, or one of the irregular ones we use. */
const PAST = /(ed|lost|made|taken|woken|begun|left|sent|won|paid|held|given|written|read|put|kept|broken|withdrawn|met)$/;

/** Events are `noun.past`: something that has happened to something. */
export const eventsHaveHappened: Rule = (tree) =>
  breaches(
    EVENTS,
    entries(tree, EVENTS, 'EVENTS').filter(
      ({ name }) => !/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(name) || !(name.split('.')[1] ?? '').split('_').some((word) => PAST.test(word)),
    ),
    ({ name }) => `${name} is no noun.past`,
  );

/** An event carries ids, enums and numbers, checked by a schema: erasing a person leaves the trail whole. */
export const eventsCarryNoText: Rule = (tree) => {
  const text = tree.get(EVENTS) ?? '';
  const loose = [...nodesOf(syntaxOf(EVENTS, text))].filter(
    (node) => ts.isCallExpression(node) && /^z\.(string|unknown|any|json|object|looseObject|record)$/.test(node.expression.getText()),
  );
  const bare = entries(tree, EVENTS, 'EVENTS').filter(({ value }) => !/^(z\.strictObject\(|[A-Z]\w*$|[A-Z]\w*\.extend\()/.test(value.getText()));
  return [
    ...loose.map((node) => ({ file: EVENTS, line: lineOf(node), what: `${node.getText().slice(0, 40)} may hold what a person wrote` })),
    ...breaches(EVENTS, bare, ({ name }) => `${name} has no schema`),
  ];
};

const LOCALES = ['en', 'zh-CN', 'zh-TW'] as const;
type Texts = Map<string, string>;

function textsOf(tree: Tree, locale: string, domain: string): Texts {
  const found: Texts = new Map();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) walk(inner, path ? `${path}.${key}` : key);
  };
  walk(JSON.parse(tree.get(`web/locales/${locale}/${domain}.json`) ?? '{}'), '');
  return found;
}

const untold = (tree: Tree, file: string, constant: string, domain: string, keyOf: (name: string) => string): Breach[] =>
  LOCALES.flatMap((locale) => {
    const texts = new Map([...textsOf(tree, locale, domain), ...textsOf(tree, locale, `${domain}-later`)]);
    return breaches(
      file,
      entries(tree, file, constant).filter(({ name }) => !texts.has(keyOf(name))),
      ({ name }) => `${name} has no text in ${locale}/${domain}.json`,
    );
  });

/** Error codes are `noun/what_is_wrong`, and everybody can read what they mean. */
export const errorsAreTold: Rule = (tree) => [
  ...breaches(
    ERRORS,
    entries(tree, ERRORS, 'ERRORS').filter(({ name }) => !/^[a-z]+\/[a-z]+(_[a-z]+)*$/.test(name)),
    ({ name }) => `${name} is no noun/what_is_wrong`,
  ),
  ...untold(tree, ERRORS, 'ERRORS', 'errors', (name) => name.replace('/', '.')),
];

/** Every system line has its words. */
export const systemLinesAreTold: Rule = (tree) => untold(tree, MESSAGES, 'SYSTEM_LINES', 'timeline', (name) => `system.${name}`);

/** Permissions are `noun.verb`. */
export const permissionsAreVerbs: Rule = (tree) =>
  breaches(
    PERMISSIONS,
    entries(tree, PERMISSIONS, 'PERMISSIONS').filter(({ name }) => !/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(name)),
    ({ name }) => `${name} is no noun.verb`,
  );

/** Contracts refuse what they do not know. */
export const contractsAreStrict: Rule = (tree) =>
  [...files(tree, isTypeScript, 'server/contracts/')].flatMap(([file, text]) =>
    [...nodesOf(syntaxOf(file, text))].flatMap((node) =>
      ts.isCallExpression(node) && /^z\.(object|looseObject|any)$/.test(node.expression.getText())
        ? [{ file, line: lineOf(node), what: `${node.expression.getText()} lets unknown fields in` }]
        : [],
    ),
  );

const plain = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const blanks = (text: string): string =>
  [...text.matchAll(/\{\{?\s*(\w+)/g)]
    .map((match) => match[1])
    .sort()
    .join(',');

/** The three languages have the same texts with the same blanks, none of them empty. */
export const languagesAgree: Rule = (tree) => {
  const domains = new Set([...tree.keys()].flatMap((file) => /^web\/locales\/[^/]+\/(.+)\.json$/.exec(file)?.[1] ?? []));
  return [...domains].flatMap((domain) => {
    const all = LOCALES.map((locale) => ({ locale, texts: textsOf(tree, locale, domain) }));
    const keys = new Set(all.flatMap(({ texts }) => [...texts.keys()].map(plain)));
    return all.flatMap(({ locale, texts }) => {
      const file = `web/locales/${locale}/${domain}.json`;
      const mine = new Map([...texts].map(([key, text]) => [plain(key), text]));
      return [...keys].flatMap((key) => {
        const text = mine.get(key);
        if (text === undefined || text.trim() === '') return [{ file, line: 1, what: `${key} has no text` }];
        const others = all.flatMap((other) => [...other.texts].filter(([name]) => plain(name) === key).map(([, words]) => blanks(words)));
        return others.includes(blanks(text)) && new Set(others).size === 1 ? [] : [{ file, line: 1, what: `${key} has other blanks than elsewhere` }];
      });
    });
  });
};

const SHOWN_ATTRIBUTE = new Set(['title', 'placeholder', 'alt', 'label', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext']);
const WORDS = /\p{L}{2,}/u;

/** No word on a screen stands in the code. */
export const wordsComeFromLocales: Rule = (tree) =>
  [...files(tree, (file) => file.endsWith('.tsx') && !file.endsWith('.spec.tsx'), 'web/')].flatMap(([file, text]) =>
    [...nodesOf(syntaxOf(file, text))].flatMap((node) => {
      const shown = shownText(node);
      return shown !== null && WORDS.test(shown.replace(/&\w+;/g, '')) ? [{ file, line: lineOf(node), what: `shows "${shown.trim()}"` }] : [];
    }),
  );

function shownText(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text;
  if (ts.isJsxExpression(node) && ts.isJsxElement(node.parent) && node.expression && ts.isStringLiteralLike(node.expression)) return node.expression.text;
  if (!ts.isJsxAttribute(node) || !SHOWN_ATTRIBUTE.has(node.name.getText())) return null;
  const { initializer } = node;
  if (initializer && ts.isStringLiteral(initializer)) return initializer.text;
  return initializer && ts.isJsxExpression(initializer) && initializer.expression && ts.isStringLiteralLike(initializer.expression)
    ? initializer.expression.text
    : null;
}

const PROTOCOL = 'docs/protocol.md';
const ERROR_PAGE = 'docs/error-codes.md';
/** The pages third parties program against name every event, error code and variable. */
export const protocolIsComplete: Rule = (tree) => {
  const environment = [...nodesOf(syntaxOf('env.ts', tree.get('server/src/platform/env.ts') ?? ''))].flatMap((node) =>
    ts.isPropertyAssignment(node) && /^[A-Z][A-Z_]+$/.test(node.name.getText()) ? [{ name: node.name.getText(), line: lineOf(node) }] : [],
  );
  const unnamed = (page: string, promised: readonly { name: string }[]) =>
    promised.filter(({ name }) => !(tree.get(page) ?? '').includes(`\`${name}\``)).map(({ name }) => ({ file: page, line: 1, what: `does not name ${name}` }));
  return [...unnamed(PROTOCOL, [...entries(tree, SOCKETS, 'CLIENT_EVENTS'), ...entries(tree, SOCKETS, 'SERVER_EVENTS'), ...environment]), ...unnamed(ERROR_PAGE, entries(tree, ERRORS, 'ERRORS'))];
};
