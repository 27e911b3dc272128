import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, listQuery, noContent, page } from '../shared/schemas.ts';
import { createTriggerBody, delivery, hookReceipt, trigger, triggerWithSecret, updateTriggerBody } from './schemas.ts';

const agentParams = z.strictObject({ agent_id: id('agent') });
const triggerParams = z.strictObject({ trigger_id: id('trigger') });

export const listTriggers = endpoint({
  id: 'triggers.list',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/triggers',
  access: 'agents:write',
  summary: 'Webhook triggers of an agent',
  params: agentParams,
  query: listQuery,
  answer: page(trigger),
});

export const createTrigger = endpoint({
  id: 'triggers.create',
  method: 'POST',
  path: '/api/v1/agents/{agent_id}/triggers',
  access: 'agents:write',
  summary: 'Create a webhook trigger; the signing secret is shown this once',
  description: 'Its runs have the rights its creator has at the time of each delivery.',
  params: agentParams,
  body: createTriggerBody,
  answer: triggerWithSecret,
  answersSecret: true,
  status: 201,
});

export const getTrigger = endpoint({
  id: 'triggers.get',
  method: 'GET',
  path: '/api/v1/triggers/{trigger_id}',
  access: 'agents:write',
  summary: 'One webhook trigger',
  params: triggerParams,
  answer: trigger,
});

export const updateTrigger = endpoint({
  id: 'triggers.update',
  method: 'PATCH',
  path: '/api/v1/triggers/{trigger_id}',
  access: 'agents:write',
  summary: 'Change a webhook trigger of mine, or switch one of others off',
  params: triggerParams,
  body: updateTriggerBody,
  answer: trigger,
});

export const deleteTrigger = endpoint({
  id: 'triggers.delete',
  method: 'DELETE',
  path: '/api/v1/triggers/{trigger_id}',
  access: 'agents:write',
  summary: 'Delete a webhook trigger and its deliveries; its runs stay',
  params: triggerParams,
  answer: noContent,
  status: 204,
});

export const rotateTriggerSecret = endpoint({
  id: 'triggers.rotate_secret',
  method: 'POST',
  path: '/api/v1/triggers/{trigger_id}/rotate-secret',
  access: 'agents:write',
  summary: 'A new signing secret, shown this once; the old one stays valid for a while',
  params: triggerParams,
  body: z.strictObject({ overlap_hours: z.number().int().min(0).max(168).default(24) }),
  answer: triggerWithSecret,
  answersSecret: true,
  limitPerMinute: 20,
});

export const testTrigger = endpoint({
  id: 'triggers.test',
  method: 'POST',
  path: '/api/v1/triggers/{trigger_id}/test',
  access: 'agents:write',
  summary: 'Send a signed test delivery to a trigger of mine; it starts a real run',
  params: triggerParams,
  body: z.strictObject({ payload: z.unknown() }),
  answer: delivery,
  limitPerMinute: 30,
});

export const listDeliveries = endpoint({
  id: 'triggers.deliveries',
  method: 'GET',
  path: '/api/v1/triggers/{trigger_id}/deliveries',
  access: 'agents:write',
  summary: 'What arrived at a trigger, newest first',
  params: triggerParams,
  query: listQuery.omit({ q: true }).extend({ status: z.enum(['accepted', 'refused']).optional() }),
  answer: page(delivery),
});

export const receiveHook = endpoint({
  id: 'hooks.receive',
  method: 'POST',
  path: '/api/v1/hooks/{trigger_id}',
  access: { public: 'The signature is the credential (Standard Webhooks); without a right one nothing is told' },
  summary: 'Deliver an event to an agent: signed, started once per event id',
  description:
    'Headers `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature` (`v1,` + base64 of HMAC SHA-256 over ' +
    '`id.timestamp.body`). Times more than 5 minutes off are refused. The body is JSON, at most 256 KiB.',
  params: triggerParams,
  body: z.custom<Uint8Array>((value) => value instanceof Uint8Array).describe('Any JSON'),
  answer: hookReceipt,
  status: 202,
  transport: 'raw',
  maxBodyBytes: 256 * 1024,
});
