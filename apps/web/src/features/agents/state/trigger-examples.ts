export interface ExampleFacts {
  url: string;
  /** The secret, or words in its place where it is not shown any more. */
  secret: string;
  payload: unknown;
}

const singleQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A shell script that signs and sends one event; needs curl and openssl. */
export function curlExample({ url, secret, payload }: ExampleFacts): string {
  return `SECRET=${singleQuoted(secret)}
BODY=${singleQuoted(JSON.stringify(payload))}
ID="evt_$(date +%s)"
TIME="$(date +%s)"
KEY="$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \\n')"
SIGNATURE="$(printf %s "$ID.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)"

curl -X POST ${singleQuoted(url)} \\
  -H 'content-type: application/json' \\
  -H "webhook-id: $ID" \\
  -H "webhook-timestamp: $TIME" \\
  -H "webhook-signature: v1,$SIGNATURE" \\
  --data-binary "$BODY"
`;
}

/** A Node program without dependencies that does the same. */
export function nodeExample({ url, secret, payload }: ExampleFacts): string {
  return `import { createHmac, randomUUID } from 'node:crypto';

const secret = ${JSON.stringify(secret)};
const body = JSON.stringify(${JSON.stringify(payload, null, 2)});
const id = \`evt_\${randomUUID()}\`; // the same id again starts no second run
const timestamp = String(Math.floor(Date.now() / 1000));
const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
const signature = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\${body}\`).digest('base64');

const response = await fetch(${JSON.stringify(url)}, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': \`v1,\${signature}\`,
  },
  body,
});
console.log(response.status, await response.json());
`;
}
