import { join, resolve } from 'node:path';
import { build, defineConfig, type Plugin } from 'vite';
import { withoutWebTransport } from './transports.mjs';

const root = resolve(import.meta.dirname, 'widget');
const outDir = resolve(import.meta.dirname, '../dist/web/widget');
const alias = [{ find: /^#contracts\/(.*)\.js$/, replacement: resolve(import.meta.dirname, '../server/contracts/$1.ts') }];

const lib = (entry: string, format: 'iife' | 'es', file: string, name = 'aftercareLoader') =>
  build({
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: { alias },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: { output: { minify: true } },
      lib: { entry: join(root, entry), formats: [format], name, fileName: () => file },
    },
  });

/** The loader is one classic script, so that an async tag can load it; what the open panel needs is a module that it fetches later. */
const loader = (): Plugin => ({
  name: 'aftercare-loader',
  async closeBundle() {
    await lib('loader/loader.entry.ts', 'iife', 'v1.js');
    await lib('loader/panel-line.ts', 'es', 'line.js');
    await lib('greeting/greet.entry.ts', 'iife', 'greet.js', 'aftercareGreet');
  },
});

export default defineConfig({
  root,
  base: '/widget/v1/',
  publicDir: false,
  resolve: { alias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [withoutWebTransport(), loader()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // What every visitor needs stands in one file: a dozen small ones compress worse and arrive later.
    rolldownOptions: { input: join(root, 'panel.html'), output: { codeSplitting: { groups: [{ name: 'panel', tags: ['$initial'] }] } } },
  },
});
