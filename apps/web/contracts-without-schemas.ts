import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const endpoints = /[\\/]packages[\\/]contracts[\\/]src[\\/][a-z-]+[\\/]endpoints\.ts$/;

interface Operation {
  id: string;
  method: string;
  path: string;
  status: number;
  transport: string;
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'transport' in value;
}

/**
 * The browser only calls operations, the server checks them: of each endpoint it gets method and path. The schemas and
 * their library stay out of every page; a page that imports a schema from an endpoints file fails to build.
 */
export function contractsWithoutSchemas(): Plugin {
  return {
    name: 'contracts-without-schemas',
    enforce: 'pre',
    async load(file) {
      if (!endpoints.test(file)) return null;
      const found: Record<string, unknown> = await import(pathToFileURL(file).href);
      const lines = Object.entries(found).map(([name, value]) => {
        if (!isOperation(value)) return '';
        const { id, method, path, status, transport } = value;
        return `export const ${name} = ${JSON.stringify({ id, method, path, status, transport })};`;
      });
      return { code: lines.filter(Boolean).join('\n'), map: null };
    },
  };
}
