import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A repository as the rules see it: path from the root → text. */
export type Tree = ReadonlyMap<string, string>;

export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** One law of the house: finds who breaks it. */
export type Rule = (tree: Tree) => Breach[];

/** What is made from the sources, or was made by others. */
const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.data', '.nx', 'coverage', 'prisma/generated']);
const TEXT = /\.(ts|tsx|mts|mjs|js|cjs|json|md|css|html|prisma|sql|yml|yaml|svg)$/;

/** Reads everything below `root` that belongs to the project. */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (NOT_OURS.has(entry.name) || NOT_OURS.has(path) || entry.name.endsWith('.log')) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) tree.set(path, TEXT.test(path) ? readFileSync(join(root, path), 'utf8') : '');
    }
  };
  walk('');
  return tree;
}

export const show = ({ file, line, what }: Breach): string => `${file}:${line} ${what}`;

/** Drawn by a tool from other sources of ours; nobody writes it, so no rule of writing applies. */
export const isGenerated = (file: string): boolean => file === 'web/client/schema.d.ts';

const CODE = /\.(ts|tsx|mts|mjs|js)$/;
export const isCode = (file: string): boolean => CODE.test(file) && !isGenerated(file);
export const isTypeScript = (file: string): boolean => /\.tsx?$/.test(file) && !isGenerated(file);

/** The files whose path begins with one of `places` and fits. */
export function* files(tree: Tree, fits: (file: string) => boolean, ...places: string[]): Generator<[file: string, text: string]> {
  for (const [file, text] of tree) if (fits(file) && (places.length === 0 || places.some((place) => file.startsWith(place)))) yield [file, text];
}
