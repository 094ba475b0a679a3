// Builds the package `@aftercare/widget` from the sources of the loader: types, a tiny module and its manifest.
// Usage: node web/widget/package/build.mjs [folder]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.resolve(here, '../../..');
const folder = path.resolve(process.argv[2] ?? path.join(root, 'dist/widget-package'));
const { version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const program = ts.createProgram([path.join(here, 'aftercare-widget.ts')], {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
  strict: true,
  declaration: true,
  outDir: folder,
  rootDir: path.resolve(here, '..'),
});
const { diagnostics } = program.emit();
const faults = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (faults.length > 0) {
  console.error(ts.formatDiagnostics(faults, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' }));
  process.exit(1);
}
const manifest = {
  name: '@aftercare/widget',
  version: version ?? '1.0.0',
  description: 'Loads the Aftercare chat widget and types its calls and events',
  license: license ?? 'MIT',
  type: 'module',
  sideEffects: false,
  exports: { '.': { types: './package/aftercare-widget.d.ts', default: './package/aftercare-widget.js' } },
  files: ['package', 'api.types.d.ts'],
};
writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(path.join(folder, 'README.md'), readFileSync(path.join(here, 'README.md'), 'utf8'));
