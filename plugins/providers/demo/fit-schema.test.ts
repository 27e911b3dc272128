import type { Json } from '@agentforge/kernel/json';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { play, user } from './testing/ask.ts';

const agent = z.strictObject({
  name: z.string().min(3).max(60),
  description: z.string().min(10),
  system_prompt: z.string().min(40),
  personality: z.object({ tone: z.enum(['formal', 'friendly', 'playful']) }),
  tools: z.array(z.enum(['get_order', 'refund_order', 'get_weather'])),
  suggested_questions: z.array(z.string()).min(2).max(4),
  temperature: z.number().min(0).max(2),
});

async function answer(text: string, schema: z.ZodType, system = ''): Promise<Json> {
  const messages = [{ role: 'system' as const, text: system }, user(text)];
  const { text: json } = await play({ messages, responseSchema: { name: 'answer', schema: z.toJSONSchema(schema) } });
  return JSON.parse(json);
}

describe('the demonstration model fits a schema', () => {
  it('drafts an agent from a goal', async () => {
    const draft = agent.parse(
      await answer('Create a customer support agent that answers questions about orders and refunds', agent),
    );
    expect(draft.name).toBe('Customer Support Assistant');
    expect(draft.system_prompt).toContain('Your purpose: Answers questions about orders and refunds');
    expect(draft.tools).toEqual(['get_order', 'refund_order']);
    expect(draft.temperature).toBe(0.3);
  });

  it('drafts in Arabic for an Arabic goal', async () => {
    const draft = agent.parse(await answer('أريد مساعدا يجيب عن أسئلة الشحن', agent));
    expect(draft.system_prompt).toContain('أجب بإيجاز');
  });

  it('reads the schema out of the prompt when there is no response schema', async () => {
    const system = `Answer only with JSON that fits this JSON Schema:\n${JSON.stringify(z.toJSONSchema(agent))}`;
    const { text } = await play({
      messages: [{ role: 'system', text: system }, user('I need a bot to help people with the weather')],
    });
    expect(agent.parse(JSON.parse(text)).tools).toEqual(['get_weather']);
  });

  it('takes values from the message', async () => {
    const contact = z.object({ email: z.string(), amount: z.number(), priority: z.enum(['low', 'high']) });
    expect(await answer('Ann (ann@x.com) owes 250, high priority', contact)).toEqual({
      email: 'ann@x.com',
      amount: 250,
      priority: 'high',
    });
  });

  it('judges an answer by what was expected', async () => {
    const verdict = z.object({ score: z.number().min(0).max(10), passed: z.boolean(), reason: z.string() });
    const good = await answer('Expected: Refunds within 30 days\nAnswer: You get refunds within 30 days.', verdict);
    const bad = await answer('Expected: Refunds within 30 days\nAnswer: Parking is free.', verdict);
    expect(good).toMatchObject({ score: 10, passed: true });
    expect(bad).toMatchObject({ score: 0, passed: false });
  });

  it('stays valid for references, unions, bounds and lists', async () => {
    const address = z.object({ city: z.string().min(2), tags: z.array(z.string()).min(2) }).meta({ id: 'Address' });
    const odd = z.object({
      home: address,
      work: address.nullable(),
      count: z.int().min(3).max(5),
      above: z.number().positive(),
      below: z.int().gt(4).lt(6),
      minus: z.number().max(-2),
      kind: z.literal('x'),
      when: z.iso.date(),
    });
    expect(() => odd.parse(JSON.parse('{}'))).toThrow();
    odd.parse(await answer('Anything at all', odd));
  });
});
