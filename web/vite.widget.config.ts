import { join, resolve } from 'node:path';
import { build, defineConfig, type Plugin } from 'vite';

const root = resolve(import.meta.dirname, 'widget');
const outDir = resolve(import.meta.dirname, '../dist/web/widget');
const alias = [{ find: /^#contracts\/(.*)\.js$/, replacement: resolve(import.meta.dirname, '../server/contracts/$1.ts') }];

/** The loader is one classic script, so that an async tag can load it: its own build, into the folder of the panel. */
const loader = (): Plugin => ({
  name: 'aftercare-loader',
  async closeBundle() {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      resolve: { alias },
      build: {
        outDir,
        emptyOutDir: false,
        target: 'es2022',
        lib: { entry: join(root, 'loader/loader.entry.ts'), formats: ['iife'], name: 'aftercareLoader', fileName: () => 'v1.js' },
      },
    });
  },
});

export default defineConfig({
  root,
  base: '/widget/v1/',
  publicDir: false,
  resolve: { alias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [loader()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: join(root, 'panel.html') },
  },
});
