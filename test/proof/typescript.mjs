// Module hooks that let Node run the TypeScript of the tests as it is; run.mjs registers them.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const ROOT = new URL('../../', import.meta.url);

/** Imports say `.js`, as the built files will; the source beside them ends in `.ts`. */
export async function resolve(specifier, context, next) {
  const wanted = specifier.startsWith('#contracts/')
    ? new URL(`server/contracts/${specifier.slice('#contracts/'.length)}`, ROOT)
    : specifier.startsWith('.') && context.parentURL
      ? new URL(specifier, context.parentURL)
      : null;
  if (wanted?.pathname.endsWith('.js')) {
    const source = wanted.href.replace(/\.js$/, '.ts');
    if (existsSync(fileURLToPath(source))) return { url: source, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(readFileSync(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    swcrc: false,
    jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
