import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

describe('the package @aftercare/widget', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-widget-'));
  const built = join(folder, 'built');
  const app = join(folder, 'app');
  beforeAll(() => {
    execFileSync(process.execPath, ['web/widget/package/build.mjs', built]);
    mkdirSync(app);
    const packed = execFileSync('npm', ['pack', '--pack-destination', folder, '--silent'], { cwd: built, encoding: 'utf8' }).trim();
    const target = join(app, 'node_modules/@aftercare/widget');
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, packed), '-C', target, '--strip-components=1']);
    writeFileSync(join(app, 'package.json'), '{"type":"module"}');
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the compiler says about modules of somebody's shop that use the packed package, one list for each. */
  const faultsOf = (samples: readonly string[]): string[][] => {
    const files = samples.map((code, index) => {
      const file = join(app, `sample-${index}.ts`);
      writeFileSync(file, `import { aftercare, loadWidget, type WidgetOptions } from '@aftercare/widget';\nexport const sample = (): void => {\n${code}\n};\nexport type Options = WidgetOptions;\nexport const load = loadWidget;\nexport const call = aftercare;\n`);
      return file;
    });
    const program = ts.createProgram(files, {
      strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, skipLibCheck: true,
    });
    return files.map((file) => program.getSemanticDiagnostics(program.getSourceFile(file)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')));
  };

  it('is packed with types, one module and nothing else', () => {
    const files = readdirSync(join(app, 'node_modules/@aftercare/widget'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file)).sort();
    expect(files).toEqual(['README.md', 'api.types.d.ts', 'package.json', 'package/aftercare-widget.d.ts', 'package/aftercare-widget.js']);
    expect(readFileSync(join(built, 'package/aftercare-widget.js'), 'utf8').length).toBeLessThan(2500);
  });

  it('types every call and every event, and refuses what there is none of', () => {
    const right = `
      const options: WidgetOptions = { key: 'wk_1', hideOn: ['/checkout'], consent: false };
      loadWidget('https://desk.example', { ...options, nonce: 'n' });
      aftercare('on', 'unread', (count) => count.toFixed());
      aftercare('on', 'rating', ({ score, solved }) => [score.toFixed(), solved === true]);
      aftercare('off', 'rating');
      aftercare('open', 'conversations');
      aftercare('identify', { token: null });
      const open: boolean | undefined = aftercare('getState')?.open;
      aftercare('update', { consent: open === true });
      aftercare('destroy');`;
    const wrong = [
      `aftercare('sendOrder', 'A1047');`,
      `aftercare('on', 'sneeze', () => undefined);`,
      `aftercare('on', 'unread', (count: string) => count);`,
      `loadWidget('https://desk.example', {});`,
      `aftercare('setTheme', 'pink');`,
      `aftercare('open', 'orders');`,
    ];
    const [fine, ...refused] = faultsOf([right, ...wrong]);
    expect(fine).toEqual([]);
    expect(refused.map((faults) => faults.length > 0)).toEqual(wrong.map(() => true));
  });

  it('keeps calls until the loader comes, loads it once, and does nothing on a server', () => {
    const script = `
      const { aftercare, loadWidget } = await import('@aftercare/widget');
      loadWidget('https://desk.example', { key: 'wk_1' });
      const scripts = [];
      globalThis.document = { scripts, createElement: () => ({}), head: { append: (script) => scripts.push(script) } };
      globalThis.window = globalThis;
      loadWidget('https://desk.example', { key: 'wk_1', nonce: 'n1' });
      loadWidget('https://desk.example', { key: 'wk_1' });
      aftercare('on', 'open', () => undefined);
      console.log(JSON.stringify({ scripts, calls: window.aftercare.q.map(([name]) => name) }));`;
    writeFileSync(join(app, 'run.mjs'), script);
    const said: unknown = JSON.parse(execFileSync(process.execPath, ['run.mjs'], { cwd: app, encoding: 'utf8' }));
    expect(said).toEqual({ scripts: [{ async: true, src: 'https://desk.example/widget/v1.js', nonce: 'n1' }], calls: ['boot', 'boot', 'on'] });
  });
});
