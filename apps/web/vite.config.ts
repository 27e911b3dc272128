import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractsWithoutSchemas } from './contracts-without-schemas.ts';
import { withoutInjectedStyles } from './without-injected-styles.ts';

// The server accepts writes from its own origin only: the browser's host name must reach it unchanged.
const server = { target: `http://127.0.0.1:${process.env['PORT'] ?? '8000'}`, changeOrigin: false };
const vendors = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/ },
  { name: 'data', test: /node_modules[\\/](@tanstack[\\/](react-)?query|i18next|react-i18next)/ },
  // Small pieces that every page needs: one file compresses better than a dozen.
  {
    name: 'base',
    test: /packages[\\/]ui[\\/]src[\\/](alert|avatar|button|class-names|empty-state|icon-button|kbd|page-header|breadcrumbs|spinner|toast|toast-queue|tooltip|ui-provider)\.tsx|apps[\\/]web[\\/]src[\\/]shared[\\/][a-z-]+\.tsx?$|node_modules[\\/](@radix-ui[\\/]react-(slot|compose-refs|direction)|class-variance-authority|clsx|lucide-react[\\/]dist[\\/]esm[\\/](createLucideIcon|Icon|shared|defaultAttributes|context))/,
  },
];

export default defineConfig({
  base: '/',
  plugins: [contractsWithoutSchemas(), withoutInjectedStyles(), react(), tailwindcss()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': server, '/v1': server, '/openapi.json': server, '/docs': server },
  },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The policy has no `data:` for scripts and fonts: everything stays a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: vendors } } },
  },
});
