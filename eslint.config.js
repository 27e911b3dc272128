import tseslint from 'typescript-eslint';

const sources = ['**/*.ts', '**/*.tsx'];
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.spec.ts', '**/testing/**', '**/testing.ts', 'e2e/**', 'bench/**'];

const noCast = {
  selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])',
  message: 'Narrow, parse with zod, or use trusted(value, reason) of kernel/trust.',
};
const noCodeFromText = {
  selector: 'NewExpression[callee.name="Function"], CallExpression[callee.name="Function"]',
  message: 'Code is not made from text.',
};
const noEnvironment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'The environment is read in a config folder and passed on.',
};
const noGlobalFetch = {
  selector: 'MemberExpression[object.name="globalThis"][property.name="fetch"]',
  message: 'Requests go out through the egress guard (platform/egress) or the client package.',
};
const fetchGlobal = { name: 'fetch', message: noGlobalFetch.message };

/** The linter reads these from the last entry that matches a file, so each exemption lists what is left. */
const restricted = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

// biome-ignore lint/style/noDefaultExport: the linter reads its configuration from the default export
export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '.cache/**',
      '.node/**',
      'coverage/**',
      '**/*.{js,mjs,cjs}',
      'tooling/templates/**',
      '**/fixtures/**',
    ],
  },
  {
    files: sources,
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ['./tsconfig.json', './apps/web/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      complexity: ['error', { max: 11, variant: 'modified' }],
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 100 }],
      'no-eval': 'error',
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:vm', message: 'It is no sandbox.' }, { name: 'vm' }] },
      ],
      'no-restricted-globals': ['error', fetchGlobal],
      ...restricted(noCast, noCodeFromText, noEnvironment, noGlobalFetch),
    },
  },
  { files: ['**/config/**', 'tooling/**', '**/*.config.ts'], rules: restricted(noCast, noCodeFromText, noGlobalFetch) },
  {
    files: [
      'apps/server/src/platform/egress/**',
      'packages/client/src/**',
      'apps/web/src/shared/api/**',
      'apps/web/src/shared/client.ts',
    ],
    rules: { 'no-restricted-globals': 'off', ...restricted(noCast, noCodeFromText, noEnvironment) },
  },
  {
    files: ['**/*.tsx'],
    rules: {
      // Each shown-or-not of the markup counts as a branch; 15 is what a reader still takes in at a glance.
      complexity: ['error', { max: 15, variant: 'modified' }],
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': 'off',
      // Each `?.` of an assertion counts as a branch, although no test takes two ways.
      complexity: 'off',
      'no-restricted-globals': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      ...restricted(noCast, noCodeFromText),
    },
  },
  { files: ['**/*.tables.ts', 'packages/contracts/src/**', '**/generated/**'], rules: { 'max-lines': 'off' } },
);
