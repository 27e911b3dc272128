/** The model and the API behind the tool, in a process of their own: two mocks of the OpenAI wire format, one HTTP API. */
import { createServer } from 'node:http';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { toolName } from './lib/surroundings.ts';

const answering = await startMockOpenAi({ tokens: 200 });
const calling = await startMockOpenAi({ tokens: 200, toolCall: { name: toolName, arguments: { city: 'Cairo' } } });
const api = createServer((request, response) => {
  const city = new URL(request.url ?? '', 'http://x').searchParams.get('city');
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ city, temperature_celsius: 31 }));
});
api.listen(0, '127.0.0.1', () => {
  const address = api.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.stdout.write(
    `${JSON.stringify({ answering: answering.url, calling: calling.url, api: `http://127.0.0.1:${port}` })}\n`,
  );
});
process.once('SIGTERM', () => process.exit(0));
