// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { curlExample, nodeExample } from './trigger-examples.ts';

const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const payload = { order: { id: "A'17", note: 'ثمن "x" $HOME `id`' } };
const facts = { url: 'https://forge.test/api/v1/hooks/trig_1', secret, payload };

/** What each example would send: its last step is replaced by one that prints. */
const senders = {
  curl: () => {
    const printing = `curl() { for part in "$@"; do printf '%s\\0' "$part"; done; }\n${curlExample(facts)}`;
    const parts = execFileSync('bash', ['-euo', 'pipefail', '-c', printing], { encoding: 'utf8' }).split('\0');
    const after = (flag: string) => parts.flatMap((part, index) => (parts[index - 1] === flag ? [part] : []));
    const headers = Object.fromEntries(after('-H').map((line) => line.split(': ', 2)));
    return { url: parts[2], headers, body: after('--data-binary')[0] };
  },
  node: () => {
    const printing = `globalThis.fetch = async (url, init) => {
      process.stdout.write(JSON.stringify({ url, headers: init.headers, body: init.body }));
      process.exit(0);
    };\n${nodeExample(facts)}`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', printing], { encoding: 'utf8' });
    return JSON.parse(output);
  },
};

it.each(['curl', 'node'] as const)('%s: signs what it sends, whatever stands in it', (name) => {
  const { url, headers, body } = senders[name]();
  expect(url).toBe(facts.url);
  expect(JSON.parse(body)).toEqual(payload);
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = headers;
  expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(120);
  const key = Buffer.from(secret.slice(6), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  expect(signature).toBe(`v1,${expected}`);
});
