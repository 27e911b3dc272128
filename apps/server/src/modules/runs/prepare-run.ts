import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import type { BoundFunction, RunPlan } from '@agentforge/agent-engine/plan';
import type { ModelPort, RunPorts } from '@agentforge/agent-engine/ports';
import { type AgentDefinition, agentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Database } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { newId } from '@agentforge/kernel/ids';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import type { KnowledgePort } from '@agentforge/plugin-kit/tool';
import type { VerbContext } from '../../platform/context.ts';
import { attachedPictures } from './attachments.ts';
import { buildPlan, mayBeTooLong } from './build-plan.ts';
import { cappedBudget } from './capped-budget.ts';
import type { Asking, ChildRuns } from './child-runs.ts';
import { guardrailPort, guardrailsOf } from './guardrail-port.ts';
import type { Lease } from './leases.repository.ts';
import { hasBegun, noTools, recordedMemory, recordingOf } from './rehearsal.ts';
import { type RunInput, runInput } from './run-input.ts';
import { memoryFacts, memoryUse, noMemory, saidIn } from './run-memory.ts';
import {
  type AgentsPort,
  type BudgetSubject,
  type BudgetsPort,
  type ConversationsPort,
  type History,
  type KnowledgeBinding,
  type MemoryPort,
  type ModelsPort,
  noHistory,
  type RecalledMemory,
  type ToolsPort,
} from './runs.ports.ts';
import type { RunRow } from './runs.repository.ts';
import type { Remembered } from './settle-run.ts';
import { toolPort } from './tool-port.ts';
import type { VaultKeeper } from './vault-keeper.ts';

/** A run and its log as they stand; its maker adds what it has at hand. */
export interface PreparedRun {
  run: Pick<
    RunRow,
    'agentId' | 'agentVersion' | 'definition' | 'conversationId' | 'userMessageId' | 'messageId' | 'userId' | 'input'
  > &
    Partial<Pick<RunRow, 'replayOf' | 'parentRunId'>>;
  events: readonly StoredEvent[];
  definition?: AgentDefinition;
  history?: History;
  vault?: PiiVault;
}

export interface PreparerDeps {
  database: Database;
  clock: Clock;
  agents: AgentsPort;
  tools: ToolsPort;
  knowledge: KnowledgeBinding;
  search: (tenantId: string) => KnowledgePort;
  models: ModelsPort;
  budgets: BudgetsPort;
  memory: MemoryPort;
  vaults: VaultKeeper;
  blobs: BlobStore;
  conversations: ConversationsPort;
  askAgent: ChildRuns['ask'];
}

export interface Ready {
  plan: RunPlan;
  ports: RunPorts;
  /** What to keep once the run is settled. */
  remember(): Promise<Remembered>;
}

/** Turns behind the last summary a run looks at; the engine fits them into its window and has older ones summarised. */
export const historyTurns = 120;

/** Gathers everything the engine needs to drive a run, for its maker and for whoever takes it over. */
export class RunPreparer {
  readonly #deps: PreparerDeps;

  constructor(deps: PreparerDeps) {
    this.#deps = deps;
  }

  /** Throws an AppError in plain words when the run cannot go on: its model, version or tools are gone. */
  async prepare(lease: Lease, given: PreparedRun): Promise<Ready> {
    const { run } = given;
    const definition = given.definition ?? (await this.definition(lease.tenantId, run));
    const input = runInput.parse(run.input);
    const recording = await recordingOf(this.#deps.database, lease.tenantId, run);
    const subject = subjectOf(lease, run, recording !== null);
    const memory = recording ? noMemory : memoryUse(definition, run, input);
    const storesValues = !definition.guardrails.no_store_pii;
    const recall = async () => (memory.reads ? this.#deps.memory.recall(subject, input.question, storesValues) : []);
    const [{ model, notices }, runLimits, tools, knowledge, [history, vault, recalled]] = await Promise.all([
      this.#model(subject, definition, input, recording === null),
      this.#deps.budgets.runLimits(lease.tenantId),
      this.#deps.tools.bind(lease.tenantId, definition.tool_ids),
      this.#deps.knowledge.bind(lease.tenantId, definition.knowledge_base_ids),
      this.#background(lease, given, recall),
    ]);
    const known = vault.entries.length;
    const guardrails = guardrailsOf(definition, vault);
    const { plan, functions } = buildPlan({
      runId: lease.id,
      definition: { ...definition, budget: cappedBudget(definition.budget, runLimits, input.limits) },
      modelId: model.describe().id,
      notices,
      tools: [...tools, ...knowledge],
      history,
      memory: (recording && recordedMemory(given.events)) ?? memoryFacts(recalled, guardrails),
      recording,
      input,
      attachments: await attachedPictures(this.#deps.blobs, input.attachments),
    });
    const helper = recording ? {} : await this.#summariser(lease.tenantId, definition, plan, model);
    const ports: RunPorts = {
      model,
      ...helper,
      tools: recording
        ? noTools
        : toolPort(functions, guardrails, this.#deps.search(lease.tenantId), (call, agentId, message) =>
            this.#deps.askAgent(
              askingOf(lease, run, input, { vault, agentName: definition.name }),
              call,
              agentId,
              message,
            ),
          ),
      budget: this.#deps.budgets.port(subject, hasBegun(given.events)),
      guardrails: guardrailPort(guardrails, { text: plan.question, verdicts: input.verdicts }),
      clock: this.#deps.clock,
      newId,
    };
    const said = memory.adds ? saidIn(subject, run, input, storesValues ? vault : null, definition.model_id) : null;
    const kept = recording ? null : { vault, known: storesValues ? known : null };
    return { plan, ports, remember: () => this.#remembered(lease, run, definition.name, said, kept) };
  }

  /** What to keep once the run is settled; `kept` null: nothing of the conversation, of which it is a rehearsal. */
  async #remembered(
    lease: Lease,
    run: PreparedRun['run'],
    agentName: string,
    said: Remembered['said'],
    kept: { vault: PiiVault; known: number | null } | null,
  ): Promise<Remembered> {
    return {
      agentName,
      messageId: kept ? run.messageId : null,
      said,
      parentRunId: run.parentRunId ?? null,
      vault: kept && (await this.#changedVault(lease.tenantId, run.conversationId, kept.vault, kept.known)),
    };
  }

  /** The agent's model; the cheap one, which the run says, once a limit is nearly used up. */
  async #model(
    subject: BudgetSubject,
    definition: AgentDefinition,
    input: RunInput,
    maySave: boolean,
  ): Promise<{ model: ModelPort; notices: RunPlan['notices'] }> {
    const { models, budgets } = this.#deps;
    const near = maySave ? await budgets.nearItsEnd(subject) : null;
    const cheap = near && (await models.cheapRoute(subject.tenantId));
    const model = await models.port(subject.tenantId, cheap ?? definition.model_id, {
      question: input.question,
      images: input.attachments.some((file) => file.key !== undefined),
      tools: definition.tool_ids.length + definition.knowledge_base_ids.length > 0,
    });
    return { model, notices: near && cheap ? [{ kind: 'cheap_route', ...near }] : [] };
  }

  /** `known` entries are stored already; null: values are not to be stored at all, so what is there is dropped. */
  async #changedVault(
    tenantId: string,
    conversationId: string,
    vault: PiiVault,
    known: number | null,
  ): Promise<Remembered['vault']> {
    if (known === null) return vault.entries.length === 0 ? null : { conversationId, sealed: null };
    if (vault.entries.length === known) return null;
    return { conversationId, sealed: await this.#deps.vaults.seal(tenantId, conversationId, vault) };
  }

  /** Functions as they are now, for checking arguments a person has edited. */
  async functions(context: VerbContext, run: PreparedRun['run']): Promise<readonly BoundFunction[]> {
    const definition =
      run.agentVersion === null
        ? agentDefinition.parse(run.definition)
        : await this.#deps.agents.frozenIn(context.tx, run.agentId, run.agentVersion);
    const tools = await this.#deps.tools.bindIn(context.tx, definition.tool_ids);
    const { plan } = buildPlan({
      runId: '',
      definition,
      modelId: definition.model_id ?? '',
      tools,
      history: noHistory,
      memory: [],
      input: runInput.parse(run.input),
      attachments: [],
    });
    return plan.functions;
  }

  /** The agent as this run has it: its version, or what the run itself keeps. */
  async definition(tenantId: string, run: PreparedRun['run']): Promise<AgentDefinition> {
    if (run.definition !== null || run.agentVersion === null) return agentDefinition.parse(run.definition);
    return this.#deps.agents.frozen(tenantId, run.agentId, run.agentVersion);
  }

  /** Whoever puts older turns in fewer words; nobody for conversations that cannot be too long. */
  async #summariser(
    tenantId: string,
    definition: AgentDefinition,
    { history, historyMarks }: RunPlan,
    model: ModelPort,
  ): Promise<Pick<RunPorts, 'summariser'>> {
    if (historyMarks === undefined || !mayBeTooLong(history, model.describe().contextWindow)) return {};
    const { models } = this.#deps;
    const wanted = (await models.savingRoute(tenantId)) ?? definition.model_id;
    // An agent whose saving route is broken still answers: with its own model's words.
    const facts = { question: '', images: false, tools: false };
    return { summariser: await models.port(tenantId, wanted, facts).catch(() => model) };
  }

  /** What the conversation and the agent's memory bring. */
  #background(lease: Lease, { run, history, vault }: PreparedRun, recall: () => Promise<readonly RecalledMemory[]>) {
    const { tenantId } = lease;
    return Promise.all([
      history ?? this.history(tenantId, run),
      vault ?? this.#deps.vaults.open(tenantId, run.conversationId),
      recall(),
    ]);
  }

  history(tenantId: string, run: PreparedRun['run']): Promise<History> {
    return this.#deps.database.withTenant(
      tenantId,
      (tx) => this.#deps.conversations.historyBefore(tx, run.conversationId, run.userMessageId, historyTurns),
      { readOnly: true },
    );
  }
}

/** A replay is billed to whoever asked for it, and not to the conversation it was recorded in. */
function subjectOf(lease: Lease, run: PreparedRun['run'], isReplay: boolean): BudgetSubject {
  const { agentId, userId } = run;
  const conversationId = isReplay ? lease.id : run.conversationId;
  return { tenantId: lease.tenantId, agentId, userId, conversationId, runId: lease.id };
}

/** In whose name, and with which rights, this run asks other agents. */
function askingOf(
  lease: Lease,
  run: PreparedRun['run'],
  { rights, timezone }: RunInput,
  { vault, agentName }: { vault: PiiVault; agentName: string },
): Asking {
  const { tenantId, id: parentRunId } = lease;
  return { tenantId, userId: run.userId, rights, parentRunId, parentAgentName: agentName, timezone, vault };
}
