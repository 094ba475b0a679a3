import { join, resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, 'demo-shop');

/** The start page `/` and the demo shop: two small pages that share their build. */
export default defineConfig({
  root,
  base: '/demo-shop/',
  publicDir: false,
  resolve: { alias: [{ find: /^#contracts\/(.*)\.js$/, replacement: resolve(import.meta.dirname, '../server/contracts/$1.ts') }] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(import.meta.dirname, '../dist/web/demo-shop'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [join(root, 'index.html'), join(root, 'shop.html')] },
  },
});
