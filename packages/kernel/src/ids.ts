import { randomFillSync } from 'node:crypto';

/** Type prefixes of public ids (`agent_01j…`). An id is opaque to clients; its prefix tells a person what it names. */
export const idPrefixes = {
  tenant: 'tenant',
  user: 'user',
  role: 'role',
  session: 'sess',
  apiKey: 'key',
  audit: 'audit',
  agent: 'agent',
  agentVersion: 'av',
  task: 'task',
  tool: 'tool',
  provider: 'llm',
  knowledgeBase: 'kb',
  document: 'doc',
  chunk: 'chunk',
  generation: 'gen',
  conversation: 'conv',
  message: 'msg',
  run: 'run',
  toolCall: 'call',
  approval: 'appr',
  standIn: 'stand',
  mail: 'mail',
  budgetLimit: 'limit',
  reservation: 'resv',
  memory: 'mem',
  trigger: 'trig',
  delivery: 'dlv',
  event: 'evt',
  blob: 'blob',
  request: 'req',
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const pool = new Uint8Array(4096);
let used = pool.length;

function randomBytes(count: number): Uint8Array {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}

/**
 * A new id: prefix, 10 characters of time in milliseconds, 16 random characters (80 bits), Crockford base 32.
 * Ids made later sort later, so they double as cursors and keep indexes compact.
 */
export function newId(kind: IdKind, now: number = Date.now()): string {
  let time = now;
  let head = '';
  for (let i = 0; i < 10; i += 1) {
    head = alphabet.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  let tail = '';
  for (const byte of randomBytes(16)) tail += alphabet.charAt(byte & 31);
  return `${idPrefixes[kind]}_${head}${tail}`;
}
