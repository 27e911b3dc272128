import { createRole } from '@agentforge/contracts/access/endpoints';
import { createAgent } from '@agentforge/contracts/agents/endpoints';
import { createUser, login, updateUser } from '@agentforge/contracts/identity/endpoints';
import { createKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { putModelRoutes } from '@agentforge/contracts/models/endpoints';
import type { Endpoint } from '@agentforge/contracts/shared/endpoint';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { malformedBodies } from '../../../testing/corpora/malformed-json.ts';
import { naughtyStrings } from '../../../testing/corpora/naughty-strings.ts';
import { createWorld, strongPassword, type World } from '../../../testing/create-world.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function send(
  path: string,
  method: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const response = await fetch(world.url + path, {
    method,
    headers: { authorization: `Bearer ${world.first.token}`, 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const pathOf = (endpoint: Endpoint) => endpoint.path.replace(/\{\w+\}/g, world.first.userId);

const writes = () => [
  login,
  createRole,
  createUser,
  updateUser,
  createTool,
  createAgent,
  createKnowledgeBase,
  putModelRoutes,
];

/** No stack, no SQL, no path of ours in anything that is answered. */
const leak = /\n\s+at |node_modules|\/src\/|relation "|syntax error at/i;

describe('bodies that are no proper JSON', () => {
  it('are refused by every write, and never an error of ours', async () => {
    expect(malformedBodies.length).toBeGreaterThan(120);
    const wrong: string[] = [];
    for (const endpoint of writes()) {
      for (const body of malformedBodies) {
        const { status, text } = await send(pathOf(endpoint), endpoint.method, body);
        if (status < 400 || status >= 500) wrong.push(`${endpoint.id} answers ${status} to ${body.slice(0, 40)}`);
        if (leak.test(text)) wrong.push(`${endpoint.id} tells too much about ${body.slice(0, 40)}: ${text}`);
      }
    }
    expect(wrong).toEqual([]);
    expect((await fetch(`${world.url}/health/ready`)).status).toBe(200);
  });

  it('are refused as raw bytes too', async () => {
    const bodies = [
      Uint8Array.of(0xff, 0xfe, 0x00),
      Uint8Array.of(0xc0, 0xaf),
      Uint8Array.of(0xed, 0xa0, 0x80),
      new TextEncoder().encode('\ufeff{"name":'),
      Uint8Array.from(Buffer.from('{"name":"x","permissions":[]}', 'utf16le')),
    ];
    for (const body of bodies) expect((await send(createRole.path, 'POST', body)).status).toBe(400);
  });

  it('is not nested endlessly, nor wider than allowed', async () => {
    for (const depth of [101, 5000, 100_000]) {
      const deep = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      expect((await send(createRole.path, 'POST', deep)).status).toBe(400);
    }
    const wide = JSON.stringify({ name: 'x'.repeat(1024 * 1024), permissions: [] });
    expect((await send(createRole.path, 'POST', wide)).status).toBe(413);
  });

  it('with unknown fields are refused by name, at every depth', async () => {
    const role = await send(createRole.path, 'POST', JSON.stringify({ name: 'x', permissions: [], tenant_id: 'a' }));
    expect(role.status).toBe(400);
    expect(JSON.parse(role.text)).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'tenant_id', message: 'is not a known field' }],
    });
    const agent = { name: 'x', goal: 'y', model_id: 'demo/local', personality: { tone: 'z', isAdmin: true } };
    const deep = await send(createAgent.path, 'POST', JSON.stringify(agent));
    expect(JSON.parse(deep.text)).toMatchObject({ status: 400, errors: [{ path: 'personality.isAdmin' }] });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'application/json-patch+json',
  ])('are 415 as %s', async (type) => {
    const body = JSON.stringify({ name: `as ${type}`, permissions: [] });
    const answer = await send(createRole.path, 'POST', body, { 'content-type': type });
    expect(answer.status).toBe(415);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'unsupported_media_type' });
  });
});

describe('naughty texts', () => {
  /** What may come back: accepted, or refused as input. Never an error of ours. */
  async function outcomes(
    path: string,
    method: string,
    bodyOf: (text: string) => object,
    texts = naughtyStrings,
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const text of texts) {
      const answer = await send(path, method, JSON.stringify(bodyOf(text)));
      if (answer.status >= 500 || leak.test(answer.text.replace(JSON.stringify(text), ''))) {
        wrong.push(`${method} ${path} answers ${answer.status} to ${JSON.stringify(text.slice(0, 40))}`);
      }
    }
    return wrong;
  }

  it('harm no field of a role, a user, a tool, an agent or a base', async () => {
    const user = { email: 'a@b.test', password: strongPassword, role_ids: [] };
    let count = 0;
    const tool = { type: 'webhook', name: 'x', config: { url: 'https://x.test/' } };
    const agent = { name: 'x', goal: 'y', model_id: 'demo/local' };
    const wrong = [
      ...(await outcomes(createRole.path, 'POST', (name) => ({ name, permissions: [] }))),
      ...(await outcomes(createRole.path, 'POST', (text) => ({
        name: `d${count++}`,
        description: text,
        permissions: [],
      }))),
      ...(await outcomes(createUser.path, 'POST', (email) => ({ ...user, email }))),
      ...(await outcomes(updateUser.path.replace('{user_id}', world.first.userId), 'PATCH', (text) => ({
        first_name: text,
        last_name: text,
      }))),
      ...(await outcomes(createTool.path, 'POST', (text) => ({ ...tool, name: text }))),
      ...(await outcomes(createTool.path, 'POST', (text) => ({ ...tool, type: text }))),
      ...(await outcomes(createTool.path, 'POST', (text) => ({ ...tool, config: { url: text } }))),
      ...(await outcomes(createAgent.path, 'POST', (text) => ({ ...agent, name: text, goal: text }))),
      ...(await outcomes(createAgent.path, 'POST', (text) => ({ ...agent, model_id: text }))),
      ...(await outcomes(createAgent.path, 'POST', (text) => ({
        ...agent,
        personality: { tone: text, traits: [text] },
      }))),
      ...(await outcomes(createKnowledgeBase.path, 'POST', (text) => ({ name: text, description: text }))),
      ...(await outcomes(
        login.path,
        'POST',
        (text) => ({ email: text, password: text }),
        naughtyStrings.slice(24, 44),
      )),
    ];
    expect(wrong).toEqual([]);
  });

  it('come back as they were given', async () => {
    for (const text of [
      "'; drop table users; --",
      '<script>alert(1)</script>',
      'مرحبا بالعالم',
      '👩‍👩‍👧‍👦',
      '%s${7*7}{{7*7}}',
    ]) {
      const body = JSON.stringify({ name: `kept ${text}`.slice(0, 80), description: text, permissions: [] });
      const answer = await send(createRole.path, 'POST', body);
      expect(answer.status).toBe(201);
      expect(JSON.parse(answer.text)).toMatchObject({ description: text });
    }
  });

  it('harm neither paths, queries nor headers', async () => {
    const wrong: string[] = [];
    for (const text of naughtyStrings.map((own) => own.slice(0, 500))) {
      const coded = encodeURIComponent(text);
      for (const path of [
        `/api/v1/users/${coded}`,
        `/api/v1/users?q=${coded}&cursor=${coded}`,
        `/api/v1/${coded}`,
        `/${coded}`,
      ]) {
        const answer = await fetch(world.url + path, { headers: { authorization: `Bearer ${world.first.token}` } });
        const body = await answer.text();
        if (answer.status >= 500 || leak.test(body.replace(text, '')))
          wrong.push(`${path.slice(0, 60)}: ${answer.status}`);
      }
    }
    for (const path of [
      '/api/v1/users?q=%00',
      '/api/v1/users/%00',
      '/api/v1/users?cursor=%00',
      '/%ff',
      '/api/v1/users?q=%ff',
      '/%',
    ]) {
      const answer = await fetch(world.url + path, { headers: { authorization: `Bearer ${world.first.token}` } });
      if (answer.status >= 500) wrong.push(`${path}: ${answer.status}`);
    }
    for (const token of ["' or 1=1 --", 'x'.repeat(5000), '%00', '{}', '../..']) {
      const answer = await fetch(`${world.url}/api/v1/users`, { headers: { authorization: `Bearer ${token}` } });
      if (answer.status !== 401) wrong.push(`token ${token.slice(0, 20)}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });
});
