import { provider } from './demo/index.ts';
const c = await provider.connect(provider.config.parse({}), { http: null, connectionName: 'demo' });
const m = c.languageModel('local');
const T = {
  weather: {
    name: 'get_weather',
    description: 'Get the current weather for a city',
    parameters: {
      type: 'object',
      properties: {
        city: { type: 'string', description: 'City name' },
        unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
      },
      required: ['city'],
    },
  },
  order: {
    name: 'get_order',
    description: 'Look up the status of an order',
    parameters: { type: 'object', properties: { order_id: { type: 'string' } }, required: ['order_id'] },
  },
  refund: {
    name: 'refund_order',
    description: 'Refund an order',
    parameters: {
      type: 'object',
      properties: { order_id: { type: 'string' }, amount: { type: 'number' } },
      required: ['order_id'],
    },
  },
  know: {
    name: 'search_knowledge',
    description: 'Search the knowledge base of this agent',
    parameters: {
      type: 'object',
      properties: { query: { type: 'string' }, top_k: { type: 'integer', default: 5 } },
      required: ['query'],
    },
  },
  calc: {
    name: 'calculator',
    description: 'Evaluate an arithmetic expression',
    parameters: { type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] },
  },
  email: {
    name: 'send_email',
    description: 'Send an e-mail to a person',
    parameters: {
      type: 'object',
      properties: { to: { type: 'string', format: 'email' }, subject: { type: 'string' }, body: { type: 'string' } },
      required: ['to', 'subject', 'body'],
    },
  },
  web: {
    name: 'web_search',
    description: 'Search the internet',
    parameters: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
  },
  conv: {
    name: 'convert_currency',
    description: 'Convert an amount of money between currencies',
    parameters: {
      type: 'object',
      properties: {
        amount: { type: 'number' },
        from: { type: 'string', description: 'currency code' },
        to: { type: 'string', description: 'currency code' },
      },
      required: ['amount', 'from', 'to'],
    },
  },
  ticket: {
    name: 'create_ticket',
    description: 'Create a support ticket',
    parameters: {
      type: 'object',
      properties: {
        subject: { type: 'string' },
        priority: { type: 'string', enum: ['low', 'normal', 'high'] },
        customer_email: { type: 'string' },
      },
      required: ['subject', 'priority'],
    },
  },
  flight: {
    name: 'search_flights',
    description: 'Search flights between two cities',
    parameters: {
      type: 'object',
      properties: {
        origin: { type: 'string' },
        destination: { type: 'string' },
        date: { type: 'string', format: 'date' },
        passengers: { type: 'integer' },
      },
      required: ['origin', 'destination'],
    },
  },
  time: {
    name: 'current_time',
    description: 'Current date and time in a time zone',
    parameters: { type: 'object', properties: { timezone: { type: 'string' } } },
  },
  fetch: {
    name: 'fetch_page',
    description: 'Read a web page',
    parameters: { type: 'object', properties: { url: { type: 'string', format: 'uri' } }, required: ['url'] },
  },
};
async function ask(text, tools, rest = [], system) {
  let out = '',
    calls = [];
  const messages = [
    ...(system ? [{ role: 'system', text: system }] : []),
    { role: 'user', content: [{ type: 'text', text }] },
    ...rest,
  ];
  for await (const p of m.stream({ messages, tools: tools.map((t) => T[t]) }, new AbortController().signal)) {
    if (p.type === 'text-delta') out += p.text;
    if (p.type === 'tool-call') calls.push(p.name + p.argumentsText);
  }
  console.log('>', text, '\n   ', calls.join(' & ') || out);
}
const all = Object.keys(T);
for (const q of [
  "What's the weather in Cairo?",
  'what is the weather in san francisco today?',
  'Where is my order ORD-1234?',
  'What is your refund policy?',
  'Please refund order 5512',
  'ما حالة الطقس في القاهرة؟',
  'أين طلبي رقم ١٢٣٤٥؟',
  'ما هي سياسة الاسترجاع؟',
  'Write a poem about cats',
  'What is 15% of 240?',
  '12 * (3+4)',
  'Send an email to ann@example.com about "Team lunch"',
  'Convert 100 USD to EUR',
  'Open a high priority ticket: the printer is broken',
  'Find flights from Berlin to New York on 2026-12-24 for 2 passengers',
  'What time is it?',
  'Hello',
  'Weather in Paris and status of order A-77',
  'Summarize https://example.com/page',
  'Where is my order?',
  'How many vacation days do I get?',
  'Search the web for latest AI news',
  'thanks!',
  'Is it raining in London and in Rome?',
  'Tell me a joke',
])
  await ask(q, all);
await ask('Hello', []);
await ask('What is 2+2?', []);
await ask('Reply with "pong"', []);
await ask('write a poem', ['weather']);
await ask(
  'When are you open?',
  [],
  [],
  'You are the assistant of Acme. Acme is open from 9 to 17 on weekdays. Always be polite.',
);
const r = (name, result, isError = false) => [
  { role: 'assistant', content: [{ type: 'tool-call', callId: '1', name, arguments: {} }] },
  { role: 'tool', callId: '1', name, result, isError },
];
await ask(
  "What's the weather in Cairo?",
  ['weather'],
  r('get_weather', { city: 'Cairo', temperature: 31, condition: 'sunny', unit: 'C' }),
);
await ask(
  'Where is my order 1234?',
  ['order'],
  r('get_order', {
    status: 200,
    body: {
      data: {
        order_id: '1234',
        status: 'shipped',
        carrier: 'DHL',
        eta: '2026-12-01',
        items: [{ name: 'Lamp', qty: 1 }],
      },
    },
  }),
);
await ask(
  'How long do I have to return an item?',
  ['know'],
  r('search_knowledge', {
    passages: [
      { n: 1, title: 'Returns', text: 'You can return any item within 30 days of delivery. Items must be unused.' },
      { n: 2, title: 'Shipping', text: 'Shipping takes 3 days.' },
    ],
  }),
);
await ask(
  "What's the moon made of?",
  ['know'],
  r('search_knowledge', { passages: [{ n: 1, title: 'Returns', text: 'You can return any item within 30 days.' }] }),
);
await ask('weather', ['weather'], r('get_weather', { error: { message: 'HTTP 503 from weather.example' } }, true));
await ask(
  'ما هي سياسة الاسترجاع؟',
  ['know'],
  r(
    'search_knowledge',
    '[1] Refund policy\nRefunds are made within 14 days. Contact support first.\n[2] Shipping\nWe ship worldwide.',
  ),
);
await ask(
  'list customers',
  ['know'],
  r('list_customers', {
    data: [
      { id: 1, name: 'Ann', email: 'a@x.com', city: 'Bonn' },
      { id: 2, name: 'Bo', email: 'b@x.com' },
    ],
  }),
);
