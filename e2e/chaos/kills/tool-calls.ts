import type { Client } from '@agentforge/client/client';
import { chat } from '@agentforge/contracts/chat/endpoints';
import type { KillProof, KillStage, KillWorkload } from '../proof.ts';
import { partsOf } from '../support/parts.ts';
import { makeActor } from '../support/seed.ts';
import { settleDoubts } from '../support/settle-doubts.ts';
import { waitForRun } from '../support/wait-for-run.ts';

/** C04: the process is killed while tools act on the world outside. */
export const killWhileActing: KillProof = {
  id: 'C04',
  promise:
    'killed while tools act: a call with a key is repeated with the same key, so its effect is there once; one that must not be repeated never is, and a person settles it',
  short: 30,
  full: 200,
  whenBroken: 6,
  breaks: ['journal-late', 'key-changes'],
  workload: createWorkload,
};

const atOnce = 2;
const methods = ['PUT', 'POST'] as const;

function createWorkload({ ledger, sink }: KillStage): KillWorkload {
  const failures: string[] = [];
  const agents: Partial<Record<string, string>> = {};
  let settledByPerson = 0;

  async function act(client: Client, method: (typeof methods)[number], name: string): Promise<void> {
    const references = [`${name}-a`, `${name}-b`];
    ledger.send(name, { method, references: references.join(',') });
    try {
      const params = { agent_id: agents[method] ?? '' };
      const events = client.stream(chat, { params, body: { message: `effects ${references}`, stream: true } });
      for await (const part of partsOf(events)) {
        if (part.type === 'data-run') ledger.acknowledge(name, part.data);
      }
    } catch {
      // The connection died with the process: that is the point.
    }
  }

  async function toItsEnd(client: Client, name: string, runId: string): Promise<void> {
    for (let asked = 0; asked < 4; asked += 1) {
      const status = await waitForRun(client, runId, Date.now(), { orWaits: true });
      if (status === 'completed') return;
      if (status !== 'in_doubt') return void failures.push(`${name}: ended as ${status}`);
      settledByPerson += await settleDoubts(client, runId, sink.deliveries);
    }
    failures.push(`${name}: still in doubt after all was settled`);
  }

  return {
    prepare: async (client) => {
      for (const method of methods)
        agents[method] = await makeActor(client, { name: `Acts by ${method}`, method, sinkUrl: sink.url });
    },
    work: async (client, trial) => {
      const all = methods.flatMap((method) =>
        Array.from({ length: atOnce }, (_, index) => act(client, method, `${method}-${trial}-${index}`)),
      );
      await Promise.all(all);
    },
    recover: async (client, trial) => {
      const mine = ledger.read().filter(({ id }) => id.split('-')[1] === String(trial));
      await Promise.all(
        mine.map(async ({ id, acknowledged }) => {
          if (acknowledged?.['run_id']) await toItsEnd(client, id, acknowledged['run_id']);
        }),
      );
    },
    check: async () => {
      for (const { sent, acknowledged } of ledger.read()) {
        for (const reference of sent['references']?.split(',') ?? []) {
          const deliveries = sink.deliveries.filter((delivery) => delivery.reference === reference);
          // What takes effect at a service that knows keys; one that does not counts each request.
          const effects = sent['method'] === 'PUT' ? new Set(deliveries.map(({ key }) => key)).size : deliveries.length;
          if (effects > 1) failures.push(`${reference}: took effect ${effects} times`);
          if (acknowledged && effects === 0) failures.push(`${reference}: never took effect`);
        }
      }
      return failures;
    },
    figures: () => {
      const repeated = sink.deliveries.length - new Set(sink.deliveries.map(({ key }) => key)).size;
      return {
        'acknowledged runs': ledger.read().filter((entry) => entry.acknowledged !== null).length,
        'requests at the sink': sink.deliveries.length,
        'repeated with their key': repeated,
        'settled by a person': settledByPerson,
      };
    },
  };
}
