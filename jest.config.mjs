// Everything is transformed to CommonJS: Nest 12 and half of its company ship ES modules only, and Jest's own
// support for those ends where a CommonJS package imports one (docs/decisions/0006).
const transform = {
  '^.+\\.(ts|tsx|mts|js|mjs|cjs)$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true, tsx: false },
        target: 'es2022',
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        keepClassNames: true,
      },
      module: { type: 'commonjs', importInterop: 'swc' },
      sourceMaps: 'inline',
      swcrc: false,
      exclude: [],
    },
  ],
};
const base = {
  testEnvironment: 'node',
  transform,
  transformIgnorePatterns: ['/node_modules/(typescript|socket\\.io-client/dist|@swc|playwright-core)/'],
  moduleNameMapper: {
    '^#contracts/(.*)\\.js$': '<rootDir>/server/contracts/$1.ts',
    '^#prisma/(.*)\\.js$': '<rootDir>/prisma/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.tsx', '$1.js', '$1'],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/.nx'],
};

export default {
  maxWorkers: 2,
  // A worker keeps something of every application that ran in it: past this it is replaced, long before it would crawl.
  workerIdleMemoryLimit: '1200MB',
  testTimeout: 120_000,
  projects: [
    { ...base, displayName: 'rules', testMatch: ['<rootDir>/{server,web,prisma}/**/*.spec.ts', '<rootDir>/test/*.spec.ts', '<rootDir>/test/support/**/*.spec.ts', '<rootDir>/test/proof/**/*.rules.spec.ts'] },
    { ...base, displayName: 'api', testMatch: ['<rootDir>/test/api/**/*.spec.ts', '<rootDir>/test/flows/**/*.spec.ts'], globalSetup: '<rootDir>/test/support/global-setup.mjs', globalTeardown: '<rootDir>/test/support/global-teardown.mjs' },
    { ...base, displayName: 'start', testMatch: ['<rootDir>/test/start/**/*.spec.ts'] },
    { ...base, displayName: 'proof', testMatch: ['<rootDir>/test/proof/**/*.proof.spec.ts', '<rootDir>/test/proof/**/[!.]*.system.spec.ts'] },
    { ...base, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.spec.ts'], globalSetup: '<rootDir>/test/browser/support/global-setup.mjs', globalTeardown: '<rootDir>/test/browser/support/global-teardown.mjs' },
  ],
};
