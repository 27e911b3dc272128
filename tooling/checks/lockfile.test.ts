import { expect, test } from 'vitest';
import { missingOptional, platformOf } from './lockfile.ts';

test('finds an optional package the lockfile forgot, wherever it may be hoisted to', () => {
  const packages = {
    'node_modules/tool': {
      version: '1.0.0',
      optionalDependencies: { 'tool-linux-x64': '1.0.0', 'tool-win32-x64': '1.0.0' },
    },
    'node_modules/tool-linux-x64': { version: '1.0.0' },
    'apps/web/node_modules/other': {
      version: '1.0.0',
      optionalDependencies: { near: '2.0.0', 'tool-linux-x64': '1.0.0' },
    },
    'apps/web/node_modules/near': { version: '2.0.0' },
  };
  expect(missingOptional(packages)).toEqual([{ parent: 'node_modules/tool', name: 'tool-win32-x64', range: '1.0.0' }]);
});

test('reads the platform out of a package name', () => {
  expect(platformOf('@biomejs/cli-linux-x64-musl')).toEqual({ os: ['linux'], cpu: ['x64'], libc: ['musl'] });
  expect(platformOf('@oxc-parser/binding-linux-arm-gnueabihf')).toEqual({
    os: ['linux'],
    cpu: ['arm'],
    libc: ['glibc'],
  });
  expect(platformOf('@tailwindcss/oxide-win32-arm64-msvc')).toEqual({ os: ['win32'], cpu: ['arm64'] });
});
