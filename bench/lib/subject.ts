import { fileURLToPath } from 'node:url';
import { seedAgentForge, startAgentForge } from '../agentforge.ts';
import { type Child, startChild } from './child.ts';
import type { Target } from './load.ts';
import type { Mode, SubjectName } from './options.ts';
import type { Models, Place } from './surroundings.ts';

/** A server under measurement. */
export interface Subject {
  name: SubjectName;
  child: Child;
  target(mode: Mode): Target;
}

const last = 'token199';
export const isStreamed = (mode: Mode) => mode === 'streamed' || mode === 'tool-streamed';
export const hasTool = (mode: Mode) => mode === 'tool' || mode === 'tool-streamed';
const question = 'Tell me in about two hundred words how the weather in Cairo is today.';

export async function startSubject(
  name: SubjectName,
  place: Place,
  models: Models,
  core: number,
  profile?: string,
): Promise<Subject> {
  return name === 'agentforge' ? startProduct(place, models, core, profile) : startFloor(name, place, models, core);
}

async function startFloor(name: 'floor' | 'raw', place: Place, models: Models, core: number): Promise<Subject> {
  const child = await startChild({
    args: [fileURLToPath(new URL(`../${name}.ts`, import.meta.url))],
    readyWhen: /^listening at/,
    core,
    environment: {
      BENCH_DATABASE_URL: place.databaseUrl ?? '',
      BENCH_FOLDER: place.folder,
      BENCH_ANSWERING: models.answering,
      BENCH_CALLING: models.calling,
      BENCH_API: models.api,
    },
  });
  const url = `${child.readyLine.replace('listening at ', '')}/chat`;
  const target = (mode: Mode): Target => ({
    url,
    headers: {},
    body: JSON.stringify({ message: question, stream: isStreamed(mode), tool: hasTool(mode) }),
    last,
  });
  return { name, child, target };
}

async function startProduct(place: Place, models: Models, core: number, profile?: string): Promise<Subject> {
  const { child, url } = await startAgentForge(place, models, core, profile);
  try {
    const { agentId, toolAgentId, apiKey } = await seedAgentForge(url, models);
    const target = (mode: Mode): Target => ({
      url: `${url}/api/v1/agents/${hasTool(mode) ? toolAgentId : agentId}/chat`,
      headers: { authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ message: question, stream: isStreamed(mode) }),
      last,
    });
    return { name: 'agentforge', child, target };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** The model alone, for what the first token costs over it. */
export function modelTarget(models: Models): Target {
  return {
    url: `${models.answering}/chat/completions`,
    headers: {},
    body: JSON.stringify({ model: 'mock', stream: true, messages: [{ role: 'user', content: question }] }),
    last,
  };
}
