import ts from 'typescript';
import { guide } from './guide.rules.js';

const entries = guide('https://desk.example', 'wk_1');

it.each(entries.filter(({ name }) => name !== 'policy'))('the example "$name" is a program', ({ code }) => {
  const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true, compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
  expect(diagnostics).toEqual([]);
});

it('names this desk and this widget where a shop has to', () => {
  expect(entries.find(({ name }) => name === 'policy')?.code).toBe('script-src https://desk.example; frame-src https://desk.example');
  expect(entries.find(({ name }) => name === 'package')?.code).toContain("loadWidget('https://desk.example', { key: 'wk_1' })");
});
