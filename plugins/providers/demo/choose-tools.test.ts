import { describe, expect, it } from 'vitest';
import { allTools, answerFrom, ask, play, tools, user } from './testing/ask.ts';

describe('the demonstration model chooses a tool', () => {
  it.each([
    ["What's the weather in Cairo?", 'get_weather', { city: 'Cairo' }],
    ['what is the weather in san francisco today?', 'get_weather', { city: 'san francisco' }],
    ['Give me the weather for Berlin in fahrenheit', 'get_weather', { city: 'Berlin', unit: 'fahrenheit' }],
    ['Where is my order ORD-1234?', 'get_order', { order_id: 'ORD-1234' }],
    ['order status #98765', 'get_order', { order_id: '98765' }],
    ['Please refund order 5512', 'refund_order', { order_id: '5512' }],
    ['What is your refund policy?', 'search_knowledge', { query: 'your refund policy' }],
    ['How many vacation days do I get?', 'search_knowledge', { query: 'How many vacation days do I get' }],
    ['ما حالة الطقس في القاهرة؟', 'get_weather', { city: 'القاهرة' }],
    ['أين طلبي رقم ١٢٣٤٥؟', 'get_order', { order_id: '12345' }],
    ['ما هي سياسة الاسترجاع؟', 'search_knowledge', { query: 'سياسة الاسترجاع' }],
    ['What is 15% of 240?', 'calculator', { expression: '15 / 100 * 240' }],
    ['12 times 8', 'calculator', { expression: '12 * 8' }],
    ['Convert 100 USD to EUR', 'convert_currency', { amount: 100, from: 'USD', to: 'EUR' }],
    [
      'Open a high priority ticket: the printer is broken',
      'create_ticket',
      { subject: 'the printer is broken', priority: 'high' },
    ],
    [
      'Find flights from Berlin to New York on 2026-12-24 for 2 passengers',
      'search_flights',
      { origin: 'Berlin', destination: 'New York', date: '2026-12-24', passengers: 2 },
    ],
    ['What time is it?', 'current_time', {}],
    ['Summarize https://example.com/page.', 'fetch_page', { url: 'https://example.com/page' }],
    ['Search the web for latest AI news', 'web_search', { query: 'latest AI news' }],
  ])('%s → %s', async (message, name, values) => {
    const { calls, parts } = await ask(message, allTools);
    expect(calls).toEqual([{ name, arguments: values }]);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' });
  });

  it('fills an e-mail from the message', async () => {
    const { calls } = await ask('Send an email to ann@example.com about "Team lunch" saying we meet at noon', allTools);
    expect(calls).toEqual([
      { name: 'send_email', arguments: { to: 'ann@example.com', subject: 'Team lunch', body: 'we meet at noon' } },
    ]);
  });

  it('calls two different tools at once', async () => {
    const { calls } = await ask('Weather in Paris and status of order A-77', allTools);
    expect(calls).toHaveLength(2);
    expect(calls).toContainEqual({ name: 'get_weather', arguments: { city: 'Paris' } });
    expect(calls).toContainEqual({ name: 'get_order', arguments: { order_id: 'A-77' } });
  });

  it('calls one tool for two places, and never the same call twice', async () => {
    const { calls } = await ask('Is it raining in London and in Rome?', [tools.weather]);
    expect(calls.map((call) => call.arguments)).toEqual([{ city: 'London' }, { city: 'Rome' }]);
    expect((await ask('weather in Rome and Rome', [tools.weather])).calls).toHaveLength(1);
  });

  it('asks for what is missing and goes on with the answer', async () => {
    const first = await ask('Where is my order?', allTools);
    expect(first.calls).toEqual([]);
    expect(first.text).toBe('To use get order I still need this from you: order id.');
    const second = await play({
      messages: [
        user('Where is my order?'),
        { role: 'assistant', content: [{ type: 'text', text: first.text }] },
        user('It is A-4711'),
      ],
      tools: [...allTools],
    });
    expect(second.calls).toEqual([{ name: 'get_order', arguments: { order_id: 'A-4711' } }]);
  });

  it('refunds nothing because someone asks about refunds', async () => {
    expect((await ask('How do refunds work?', [tools.refund])).calls).toEqual([]);
  });

  it.each(['Write a poem about cats', 'Tell me a joke', 'Hello!', 'thanks', 'مرحبا'])(
    'calls nothing for "%s"',
    async (message) => {
      const { calls, text } = await ask(message, allTools);
      expect(calls).toEqual([]);
      expect(text).not.toBe('');
    },
  );

  it('obeys the tool choice', async () => {
    const request = { messages: [user("What's the weather in Cairo?")], tools: [...allTools] };
    expect((await play({ ...request, toolChoice: 'none' })).calls).toEqual([]);
    expect((await play({ ...request, toolChoice: { name: 'web_search' } })).calls[0]?.name).toBe('web_search');
    expect(
      (await play({ messages: [user('Hello')], tools: [...allTools], toolChoice: 'required' })).calls,
    ).toHaveLength(1);
  });

  it('does not call again once a tool has answered', async () => {
    expect((await answerFrom("What's the weather in Cairo?", 'get_weather', { temperature: 31 })).calls).toEqual([]);
  });

  it('gives calls of later turns new ids', async () => {
    const { parts } = await play({
      messages: [
        user('weather in Rome'),
        { role: 'assistant', content: [{ type: 'tool-call', callId: 'call_1', name: 'get_weather', arguments: {} }] },
        { role: 'tool', callId: 'call_1', name: 'get_weather', result: {}, isError: false },
        user('and the weather in Oslo?'),
      ],
      tools: [tools.weather],
    });
    expect(parts.find((part) => part.type === 'tool-call')).toMatchObject({ callId: 'call_2' });
  });

  it('fills nested objects and lists', async () => {
    const invite = {
      name: 'invite_people',
      description: 'Invite people to a meeting',
      parameters: {
        type: 'object',
        properties: {
          emails: { type: 'array', items: { type: 'string', format: 'email' } },
          when: { type: 'object', properties: { date: { type: 'string' } }, required: ['date'] },
        },
        required: ['emails', 'when'],
      },
    };
    const { calls } = await ask('Invite a@x.com and b@x.com to a meeting on 2026-05-01', [invite]);
    expect(calls[0]?.arguments).toEqual({ emails: ['a@x.com', 'b@x.com'], when: { date: '2026-05-01' } });
  });
});
