import {
  createAgent,
  deleteAgent,
  diffVersion,
  getAgent,
  getVersion,
  listVersions,
  patchAgent,
  publishAgent,
  restoreVersion,
  unpublishAgent,
} from '@agentforge/contracts/agents/endpoints';
import { createTool, deleteTool } from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { statusesOf } from '../../../testing/members.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function published(name: string) {
  const agent = await world.first.client.call(createAgent, { body: { name, goal: 'Answer questions.' } });
  const params = { agent_id: agent.id };
  const version = await world.first.client.call(publishAgent, { params, body: { note: 'First' } });
  return { agent, params, version };
}

describe('publishing', () => {
  it('freezes the draft and makes it live', async () => {
    const { params, version } = await published('Frozen');
    expect(version).toMatchObject({
      version: 1,
      is_live: true,
      note: 'First',
      published_by: { label: world.first.email },
    });
    const live = await world.first.client.call(getAgent, { params });
    expect(live).toMatchObject({ status: 'active', version: 1, has_unpublished_changes: false });
    const changed = await world.first.client.call(patchAgent, { params, body: { goal: 'Something else.' } });
    expect(changed).toMatchObject({ version: 1, has_unpublished_changes: true });
    const frozen = await world.first.client.call(getVersion, { params: { ...params, version: 1 } });
    expect(frozen.definition.goal).toBe('Answer questions.');
    const back = await world.first.client.call(patchAgent, { params, body: { goal: 'Answer questions.' } });
    expect(back.has_unpublished_changes).toBe(false);
    await world.first.client.call(publishAgent, { params, body: {} });
    const versions = await world.first.client.call(listVersions, { params, query: {} });
    expect(versions.data.map((row) => [row.version, row.is_live])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it('cannot be undone in the database, only with the whole agent', async () => {
    const { params } = await published('Untouchable');
    const tamper = (text: string) =>
      world.database.withTenant(world.first.tenantId, (tx) => tx.query(text, [params.agent_id]));
    await expect(tamper(`update agent_versions set note = 'x' where agent_id = $1`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(tamper('delete from agent_versions where agent_id = $1')).rejects.toThrow(/permission denied/);
    await world.first.client.call(deleteAgent, { params });
    const { rows } = await tamper('select id from agent_versions where agent_id = $1');
    expect(rows).toEqual([]);
  });

  it('says in plain words what is missing', async () => {
    const body = { type: 'api', name: 'Short-lived', config: { base_url: 'https://api.example.com' } };
    const tool = await world.first.client.call(createTool, { body });
    const agent = await world.first.client.call(createAgent, {
      body: { name: 'Unready', model_id: 'nowhere/gpt', tool_ids: [tool.id] },
    });
    const params = { agent_id: agent.id };
    await expect(world.first.client.call(publishAgent, { params, body: {} })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Say what the agent is for.'),
      errors: [{ path: 'goal' }, { path: 'model_id', message: expect.stringContaining('nowhere/gpt') }],
    });
    expect((await world.first.client.call(listVersions, { params, query: {} })).data).toEqual([]);
  });

  it('happens once per Idempotency-Key', async () => {
    const { params } = await published('Careful publisher');
    const headers = { 'idempotency-key': 'publish-once' };
    const first = await world.first.client.call(publishAgent, { params, body: {}, headers });
    const second = await world.first.client.call(publishAgent, { params, body: {}, headers });
    expect([first.version, second.version]).toEqual([2, 2]);
  });

  it('is taken back, and only then is a draft a draft', async () => {
    const { params } = await published('Back and forth');
    const asDraft = world.first.client.call(patchAgent, { params, body: { status: 'draft' } });
    await expect(asDraft).rejects.toMatchObject({ status: 422, errors: [{ path: 'status' }] });
    expect((await world.first.client.call(patchAgent, { params, body: { status: 'paused' } })).status).toBe('paused');
    const off = await world.first.client.call(unpublishAgent, { params });
    expect(off).toMatchObject({ status: 'draft', version: null, has_unpublished_changes: true });
    const active = world.first.client.call(patchAgent, { params, body: { status: 'active' } });
    await expect(active).rejects.toMatchObject({ status: 422 });
    expect((await world.first.client.call(publishAgent, { params, body: {} })).version).toBe(2);
    const made = world.first.client.call(createAgent, { body: { name: 'Eager', status: 'active' } });
    await expect(made).rejects.toMatchObject({ status: 422 });
  });
});

describe('versions', () => {
  it('are compared by dotted path', async () => {
    const { params } = await published('Compared');
    const body = { personality: { tone: 'dry' }, tasks: [{ id: 'a', name: 'Greet', instructions: ['Hello'] }] };
    await world.first.client.call(patchAgent, { params, body });
    const toDraft = await world.first.client.call(diffVersion, { params: { ...params, version: 1 }, query: {} });
    expect(toDraft).toMatchObject({ from: 1, to: 'draft' });
    expect(toDraft.changes).toEqual([
      { path: 'personality.tone', from: 'professional', to: 'dry' },
      { path: 'tasks.0', from: null, to: { id: 'a', name: 'Greet', description: '', instructions: ['Hello'] } },
    ]);
    await world.first.client.call(publishAgent, { params, body: {} });
    const query = { to: 2 };
    const between = await world.first.client.call(diffVersion, { params: { ...params, version: 1 }, query });
    expect(between.changes).toEqual(toDraft.changes);
    const absent = world.first.client.call(diffVersion, { params: { ...params, version: 1 }, query: { to: 9 } });
    await expect(absent).rejects.toMatchObject({ status: 404 });
  });

  it('come back into the draft, or live as a new version, without tools that are gone', async () => {
    const toolBody = { type: 'api', name: 'Fleeting', config: { base_url: 'https://api.example.com' } };
    const tool = await world.first.client.call(createTool, { body: toolBody });
    const body = { name: 'Restored', goal: 'First goal.', tool_ids: [tool.id] };
    const agent = await world.first.client.call(createAgent, { body });
    const params = { agent_id: agent.id };
    await world.first.client.call(publishAgent, { params, body: {} });
    await world.first.client.call(patchAgent, { params, body: { goal: 'Second goal.' } });
    await world.first.client.call(publishAgent, { params, body: {} });
    await world.first.client.call(deleteTool, { params: { tool_id: tool.id } });
    const draft = await world.first.client.call(restoreVersion, { params: { ...params, version: 1 }, body: {} });
    expect(draft).toMatchObject({ goal: 'First goal.', version: 2, has_unpublished_changes: true, tool_ids: [] });
    const live = await world.first.client.call(restoreVersion, {
      params: { ...params, version: 1 },
      body: { publish: true },
    });
    expect(live).toMatchObject({ goal: 'First goal.', version: 3, has_unpublished_changes: false });
    const old = await world.first.client.call(getVersion, { params: { ...params, version: 1 } });
    expect(old.definition.tool_ids).toEqual([tool.id]);
  });

  it('are invisible to other organizations', async () => {
    const { params } = await published('Secret history');
    const { client } = await world.addTenant('Version Rival');
    const version = { ...params, version: 1 };
    const attempts = [
      client.call(listVersions, { params, query: {} }),
      client.call(getVersion, { params: version }),
      client.call(diffVersion, { params: version, query: {} }),
      client.call(restoreVersion, { params: version, body: {} }),
      client.call(unpublishAgent, { params }),
    ];
    expect(await statusesOf(attempts)).toEqual([404, 404, 404, 404, 404]);
  });
});
