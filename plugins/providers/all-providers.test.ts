import { readdirSync, readFileSync } from 'node:fs';
import { configJsonSchema, secretFieldsOf } from '@agentforge/plugin-kit/manifest';
import type { ProviderPlugin } from '@agentforge/plugin-kit/provider';
import { loopbackHttp } from '@agentforge/plugin-kit/testing/loopback-http';
import { describe, expect, it } from 'vitest';

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['node_modules', '__snapshots__'].includes(entry.name))
  .map(({ name }) => name);

async function load(folder: string): Promise<ProviderPlugin> {
  const loaded: { provider: ProviderPlugin } = await import(`./${folder}/index.ts`);
  return loaded.provider;
}

describe.each(folders)('the manifest of %s', (folder) => {
  it('is complete and true', async () => {
    const { manifest, config, models } = await load(folder);
    expect(manifest.type).toBe(folder);
    expect(manifest.description).toMatch(/^[A-Z].{20,200}\.$/);
    for (const field of Object.keys(manifest.environment)) expect(Object.keys(config.shape)).toContain(field);
    const fields = configJsonSchema(config)['properties'];
    for (const [name, schema] of Object.entries(fields ?? {})) expect(schema, name).toHaveProperty('title');
    const secrets = Object.keys(config.shape).filter((name) =>
      /^(api_key|secret_access_key|session_token)$/.test(name),
    );
    expect(secretFieldsOf(config)).toEqual(secrets);
    expect(new Set(models.map(({ model }) => model)).size).toBe(models.length);
    for (const { successor } of models) {
      if (successor !== null) expect(models.map(({ model }) => model)).toContain(successor);
    }
  });

  it('dates its catalogue and names the sources', async () => {
    const { manifest, models } = await load(folder);
    const text = readFileSync(new URL(`./${folder}/models.ts`, import.meta.url), 'utf8');
    if (models.some(({ price, contextWindow }) => price !== null || contextWindow !== null) && !manifest.local)
      expect(text).toMatch(/As of \d{4}-\d{2}-\d{2}.*Source: /);
  });

  it('asks for a missing key instead of taking one from the environment of the server', async () => {
    const plugin = await load(folder);
    if (plugin.manifest.local) return;
    for (const variable of Object.values(plugin.manifest.environment)) process.env[variable] = 'of-the-server';
    const connecting = plugin.connect(plugin.config.parse({}), { http: loopbackHttp(), connectionName: 'test' });
    await expect(connecting).rejects.toMatchObject({
      kind: 'wrong_key',
      message: expect.stringContaining('Admin → Models'),
    });
    for (const variable of Object.values(plugin.manifest.environment)) delete process.env[variable];
  });
});
