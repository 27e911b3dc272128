import { createApiKey } from '@agentforge/contracts/access/endpoints';
import {
  createAgent,
  deleteAgent,
  duplicateAgent,
  getAgent,
  listAgents,
  patchAgent,
  publishAgent,
  putAgent,
} from '@agentforge/contracts/agents/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const make = (body: Parameters<typeof createAgentWith>[0]) => createAgentWith(body);
function createAgentWith(body: { name: string } & Record<string, unknown>) {
  return world.first.client.call(createAgent, { body });
}

const absentTool = 'tool_01j5ghjkmnpqrstvwxyz012345';

describe('agents', () => {
  it('start as a complete draft with the documented defaults', async () => {
    const agent = await make({ name: 'Crème Brûlée Helper' });
    expect(agent).toMatchObject({
      slug: 'creme-brulee-helper',
      status: 'draft',
      version: null,
      has_unpublished_changes: true,
      owner_id: world.first.userId,
      access: { visibility: 'everyone' },
      guardrails: { anti_hallucination: true, pii_protection: true },
      policy: { edit: true, delete: true, execute: true, publish: true },
    });
    expect((await make({ name: 'Crème Brûlée Helper' })).slug).toBe('creme-brulee-helper-2');
    expect((await make({ name: 'مساعد' })).slug).toMatch(/^agent-[0-9a-z]{8}$/);
  });

  it('are listed by search, status and publication, in pages', async () => {
    const made = [await make({ name: 'Listed A' }), await make({ name: 'Listed B', status: 'paused' })];
    const { client } = world.first;
    const first = await client.call(listAgents, { query: { q: 'listed', limit: 1 } });
    const second = await client.call(listAgents, { query: { q: 'listed', limit: 1, cursor: first.next_cursor ?? '' } });
    expect([...first.data, ...second.data].map((row) => row.id)).toEqual(made.map((row) => row.id).reverse());
    const paused = await client.call(listAgents, { query: { q: 'listed', status: 'paused' } });
    expect(paused.data.map((row) => row.name)).toEqual(['Listed B']);
    expect((await client.call(listAgents, { query: { q: 'listed', published: 'true' } })).data).toEqual([]);
    expect((await client.call(listAgents, { query: { q: '%' } })).data).toEqual([]);
  });

  it('merge on PATCH and replace on PUT', async () => {
    const agent = await make({
      name: 'Merger',
      goal: 'Answer',
      personality: { tone: 'warm', empathy: 9 },
      approval_policy: { information_flow: 'block' },
      parameters: { temperature: 0.2 },
    });
    const params = { agent_id: agent.id };
    const patched = await world.first.client.call(patchAgent, {
      params,
      body: {
        personality: { tone: 'dry' },
        guardrails: { mask_pii: false },
        parameters: { top_p: 0.5 },
        approval_policy: { rules: [{ action: 'ask' }] },
      },
    });
    expect(patched).toMatchObject({
      goal: 'Answer',
      personality: { tone: 'dry', empathy: 9 },
      guardrails: { mask_pii: false, anti_hallucination: true },
      parameters: { temperature: 0.2, top_p: 0.5 },
      approval_policy: { information_flow: 'block', rules: [{ tool_id: '*', action: 'ask' }] },
    });
    const put = await world.first.client.call(putAgent, { params, body: { name: 'Replaced' } });
    expect(put).toMatchObject({
      name: 'Replaced',
      goal: '',
      parameters: {},
      slug: 'merger',
      personality: { empathy: 5 },
    });
  });

  it('refuse unknown fields and values out of range, by name', async () => {
    const odd = make({ name: 'Odd', tenant_id: 'tenant_x', owner_id: 'user_x', guardrails: { evil: true } });
    await expect(odd).rejects.toMatchObject({
      status: 400,
      errors: expect.arrayContaining([
        { path: 'guardrails.evil', message: 'is not a known field' },
        { path: 'owner_id', message: 'is not a known field' },
      ]),
    });
    const range = make({ name: 'Odd', personality: { empathy: 11 } });
    await expect(range).rejects.toMatchObject({ status: 400, errors: [{ path: 'personality.empathy' }] });
  });

  it('name only what their organization has; foreign and absent ids read the same', async () => {
    const other = await world.addTenant('Agent Rival');
    const body = { type: 'api', name: 'Theirs', config: { base_url: 'https://api.example.com' } };
    const foreign = await other.client.call(createTool, { body });
    const refusals = await Promise.all(
      [foreign.id, absentTool].map((id) => make({ name: 'Thief', tool_ids: [id] }).catch((error: unknown) => error)),
    );
    expect(refusals[0]).toMatchObject({ status: 422, errors: [{ path: 'tool_ids.0' }] });
    const texts = refusals.map((refusal) => (refusal instanceof Error ? refusal.message : ''));
    expect(texts[0]).toBe(texts[1]);
    const agent = await make({ name: 'Careful' });
    const params = { agent_id: agent.id };
    const level = { after_seconds: 60, approvers: [other.userId] };
    const nested = [
      { knowledge_base_ids: ['kb_01j5ghjkmnpqrstvwxyz012345'] },
      { approval_policy: { rules: [{ tool_id: foreign.id, action: 'ask' as const }] } },
      { approval_policy: { rules: [{ action: 'ask' as const, approvers: [other.userId] }] } },
      {
        approval_policy: { rules: [{ action: 'ask' as const, approvers: [world.first.userId], escalation: [level] }] },
      },
    ];
    const attempts = nested.map((patch) => world.first.client.call(patchAgent, { params, body: patch }));
    expect(await statusesOf(attempts)).toEqual([422, 422, 422, 422]);
    const approvers = { approval_policy: { rules: [{ action: 'ask' as const, approvers: [world.first.userId] }] } };
    await world.first.client.call(patchAgent, { params, body: approvers });
  });

  it('have no approval rule that could never be fulfilled, and are told which field to mend', async () => {
    const me = world.first.userId;
    const agent = await make({ name: 'Ruled' });
    const params = { agent_id: agent.id };
    const patch = (rule: object) =>
      world.first.client.call(patchAgent, {
        params,
        body: { approval_policy: { rules: [{ action: 'ask', ...rule }] } },
      });
    const level = { after_seconds: 600, approvers: [me] };
    const wrong: [object, string][] = [
      [{ approvers: [me], quorum: 2 }, 'quorum'],
      [{ escalation: [level] }, 'approvers'],
      [{ approvers: [me], escalation: [level, level], expires_in_seconds: 1200 }, 'escalation.1.after_seconds'],
    ];
    for (const [rule, field] of wrong) {
      const path = `approval_policy.rules.0.${field}`;
      await expect(patch(rule)).rejects.toMatchObject({ status: 422, errors: [{ path }] });
    }
    const whole = { approvers: [me], escalation: [level], expires_in_seconds: 1200, requester_may_approve: true };
    const saved = await patch(whole);
    expect(saved.approval_policy.rules[0]).toMatchObject(whole);
  });

  it('refuse a stale write and answer the new ETag', async () => {
    const agent = await make({ name: 'Versioned' });
    const params = { agent_id: agent.id };
    const etag = (await world.first.client.raw(getAgent, { params })).headers.get('etag') ?? '';
    const headers = { 'if-match': etag };
    const written = await world.first.client.raw(patchAgent, { params, body: { goal: 'a' }, headers });
    expect(written.headers.get('etag')).not.toBe(etag);
    const stale = [
      world.first.client.call(patchAgent, { params, body: { goal: 'b' }, headers }),
      world.first.client.call(putAgent, { params, body: { name: 'b' }, headers }),
      world.first.client.call(deleteAgent, { params, headers }),
      world.first.client.call(publishAgent, { params, body: {}, headers }),
    ];
    expect(await statusesOf(stale)).toEqual([412, 412, 412, 412]);
    const next = { 'if-match': written.headers.get('etag') ?? '' };
    await world.first.client.call(patchAgent, { params, body: { goal: 'c' }, headers: next });
  });

  it('are created once per Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'agent-once' };
    const first = await world.first.client.call(createAgent, { body: { name: 'Once' }, headers });
    expect((await world.first.client.call(createAgent, { body: { name: 'Once' }, headers })).id).toBe(first.id);
  });

  it('are invisible to other organizations', async () => {
    const agent = await make({ name: 'Ours' });
    const other = await world.addTenant('Second Rival');
    const params = { agent_id: agent.id };
    const attempts = [
      other.client.call(getAgent, { params }),
      other.client.call(patchAgent, { params, body: { name: 'Theirs' } }),
      other.client.call(putAgent, { params, body: { name: 'Theirs' } }),
      other.client.call(deleteAgent, { params }),
      other.client.call(duplicateAgent, { params }),
      other.client.call(publishAgent, { params, body: {} }),
    ];
    expect(await statusesOf(attempts)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await other.client.call(listAgents, { query: {} })).data).toEqual([]);
  });

  it('hide private ones and the prompt from those who may not edit', async () => {
    const rules = [{ action: 'ask' as const }];
    const told = 'The code word is swordfish.';
    const tasks = [{ id: 't1', name: 'Greet', description: told, instructions: [told] }];
    const guardrails = { avoid_topics: ['swordfish'], focus_topics: ['swordfish'] };
    const open = await make({ name: 'Shared one', goal: 'swordfish', tasks, guardrails, approval_policy: { rules } });
    const hidden = await make({ name: 'Shared hidden', access: { visibility: 'private' } });
    const viewer = await signInAs(world, 'Viewer');
    const shown = await viewer.call(getAgent, { params: { agent_id: open.id } });
    expect(shown).toMatchObject({ name: 'Shared one', policy: { edit: false, delete: false, execute: false } });
    expect(JSON.stringify(shown)).not.toContain('swordfish');
    await expect(viewer.call(getAgent, { params: { agent_id: hidden.id } })).rejects.toMatchObject({ status: 404 });
    const listed = await viewer.call(listAgents, { query: { q: 'shared' } });
    expect(listed.data.map((row) => row.name)).toEqual(['Shared one']);
    const admin = await signInAs(world, 'Admin');
    expect((await admin.call(getAgent, { params: { agent_id: hidden.id } })).name).toBe('Shared hidden');
    const params = { agent_id: open.id };
    const writes = [
      viewer.call(patchAgent, { params, body: { name: 'x' } }),
      viewer.call(createAgent, { body: { name: 'x' } }),
      viewer.call(deleteAgent, { params }),
      viewer.call(publishAgent, { params, body: {} }),
    ];
    expect(await statusesOf(writes)).toEqual([403, 403, 403, 403]);
  });

  it('keep a key that is for some agents away from others', async () => {
    const [mine, others] = [await make({ name: 'For the key' }), await make({ name: 'Not for the key' })];
    const key = await world.first.client.call(createApiKey, {
      body: { name: 'One agent', scopes: ['agents:read', 'agents:write'], agent_ids: [mine.id] },
    });
    const client = world.clientFor(key.key);
    expect((await client.call(listAgents, { query: {} })).data.map((row) => row.id)).toEqual([mine.id]);
    const attempts = [
      client.call(getAgent, { params: { agent_id: others.id } }),
      client.call(patchAgent, { params: { agent_id: others.id }, body: { name: 'x' } }),
      client.call(createAgent, { body: { name: 'New one' } }),
    ];
    expect(await statusesOf(attempts)).toEqual([404, 404, 403]);
  });

  it('copy as a draft of their own', async () => {
    const agent = await make({ name: 'Original', goal: 'Copy me', access: { visibility: 'private' } });
    const copy = await world.first.client.call(duplicateAgent, { params: { agent_id: agent.id } });
    expect(copy).toMatchObject({ name: 'Original (copy)', goal: 'Copy me', status: 'draft', version: null });
    expect(copy.access).toEqual({ visibility: 'private' });
    expect(copy.id).not.toBe(agent.id);
  });
});
