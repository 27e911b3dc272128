import type { Json, JsonObject } from '@agentforge/kernel/json';
import type { z } from 'zod';
import type { EgressClient } from './http.ts';
import type { PluginManifest } from './manifest.ts';

/** `read` changes nothing; `write` changes something elsewhere; `destructive` cannot be undone; `egress` sends data out. */
export type RiskClass = 'read' | 'write' | 'destructive' | 'egress';

/** Where a piece of information came from; labels travel with it (see issue of information flow in docs). */
export type InformationLabel = 'untrusted' | 'private' | 'secret';

/** A passage a tool found, which an answer may cite. Offsets are UTF-16 positions in the document's extracted text. */
export interface Passage {
  chunkId: string;
  documentId: string;
  title: string;
  text: string;
  score: number;
  locator: PassageLocator;
}

export interface PassageLocator {
  page?: number;
  section?: string;
  row?: number;
  url?: string;
  start: number;
  end: number;
}

export interface KnowledgePort {
  search(
    knowledgeBaseId: string,
    query: string,
    options: { topK: number; searchType?: 'hybrid' | 'semantic' | 'keyword' },
  ): Promise<Passage[]>;
}

/** Other agents of the tenant, asked in the name of whoever asked this one. */
export interface AgentsPort {
  /** A run of its own. Never throws for what the other agent does or may not do: that is in the result. */
  ask(agentId: string, message: string): Promise<ToolResult>;
}

export interface ToolContext {
  http: EgressClient;
  knowledge: KnowledgePort;
  /** Absent outside a run, e.g. when a tool is tried by hand. */
  agents?: AgentsPort;
  /** Aborted when the run is cancelled or the tool's time is over. */
  signal: AbortSignal;
  /** Same for every try of the same call; send it where the other side can use one. */
  idempotencyKey: string;
}

export interface ToolResult {
  ok: boolean;
  /** For the model. Plain JSON, bounded by the caller. */
  content: Json;
  /** Set when not ok: what happened and what to do, in plain words. */
  error?: string;
  passages?: Passage[];
  labels?: InformationLabel[];
  /** The run that was started for this call, and what it came to so far. */
  child?: ChildRun;
  /** There is no result yet: that run waits for a person. The same call is made again once it has ended. */
  waits?: { reason: string };
}

/** What a run that was started by a call used. `costUsd` null: unknown. */
export interface ChildRun {
  runId: string;
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
  costIsLowerBound: boolean;
}

/** One function offered to a model. Most tools offer one. */
export interface ToolFunction {
  /** Letters, digits, `_`, `-`; at most 64; unique within the tool. */
  name: string;
  description: string;
  /** JSON Schema of an object. Arguments are checked against it before `execute`. */
  parameters: Record<string, unknown>;
  risk: RiskClass;
  /** Whether repeating the same call with the same idempotency key is harmless. */
  idempotent: boolean;
  /** Milliseconds one call may take, where the usual time is too short. */
  timeoutMs?: number;
  execute(args: JsonObject, context: ToolContext): Promise<ToolResult>;
}

export interface ToolInstance<Config> {
  id: string;
  name: string;
  description: string;
  config: Config;
}

export interface ToolPlugin<Config extends z.ZodObject = z.ZodObject> {
  manifest: PluginManifest & {
    category: 'knowledge' | 'integration' | 'communication' | 'automation';
    /** The most its functions do; absent: what is usual for the category. */
    risk?: RiskClass;
  };
  config: Config;
  /** Functions of one configured tool. Pure: no I/O here. */
  functions(tool: ToolInstance<z.output<Config>>): ToolFunction[];
  /** What a changed config means for stored data. Default: none. */
  reprocess?(before: z.output<Config>, after: z.output<Config>): 'rescrape' | 'reindex' | 'none';
}

export function defineTool<Config extends z.ZodObject>(plugin: ToolPlugin<Config>): ToolPlugin<Config> {
  return plugin;
}
