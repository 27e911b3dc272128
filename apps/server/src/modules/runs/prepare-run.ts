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
import { buildPlan } from './build-plan.ts';
import { cappedBudget } from './capped-budget.ts';
import { guardrailPort, guardrailsOf } from './guardrail-port.ts';
import type { Lease } from './leases.repository.ts';
import { type RunInput, runInput } from './run-input.ts';
import type {
  AgentsPort,
  BudgetSubject,
  BudgetsPort,
  ConversationsPort,
  HistoryTurn,
  KnowledgeBinding,
  MemoryPort,
  ModelsPort,
  ToolsPort,
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
  >;
  events: readonly StoredEvent[];
  definition?: AgentDefinition;
  history?: readonly HistoryTurn[];
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
}

export interface Ready {
  plan: RunPlan;
  ports: RunPorts;
  /** What to keep once the run is settled. */
  remember(): Promise<Remembered>;
}

/** Turns of the conversation the model is given at most; the engine fits them into its window. */
export const historyTurns = 60;

/** Gathers everything the engine needs to drive a run, for its maker and for whoever takes it over. */
export class RunPreparer {
  readonly #deps: PreparerDeps;

  constructor(deps: PreparerDeps) {
    this.#deps = deps;
  }

  /** Throws an AppError in plain words when the run cannot go on: its model, version or tools are gone. */
  async prepare(lease: Lease, given: PreparedRun): Promise<Ready> {
    const { run } = given;
    const definition = given.definition ?? (await this.#definition(lease.tenantId, run));
    const input = runInput.parse(run.input);
    const { agentId, userId, conversationId } = run;
    const subject = { tenantId: lease.tenantId, agentId, userId, conversationId, runId: lease.id };
    const remembers = definition.memory_enabled && input.history === undefined;
    const [{ model, notices }, runLimits, tools, knowledge, history, vault, memory] = await Promise.all([
      this.#model(subject, definition, input),
      this.#deps.budgets.runLimits(lease.tenantId),
      this.#deps.tools.bind(lease.tenantId, definition.tool_ids),
      this.#deps.knowledge.bind(lease.tenantId, definition.knowledge_base_ids),
      given.history ?? this.#history(lease.tenantId, run),
      given.vault ?? this.#deps.vaults.open(lease.tenantId, run.conversationId),
      remembers ? this.#deps.memory.recall(subject, input.question) : [],
    ]);
    const known = vault.entries.length;
    const guardrails = guardrailsOf(definition, vault);
    const { plan, functions } = buildPlan({
      runId: lease.id,
      definition: { ...definition, budget: cappedBudget(definition.budget, runLimits) },
      modelId: model.describe().id,
      notices,
      tools: [...tools, ...knowledge],
      history,
      memory,
      input,
      attachments: await attachedPictures(this.#deps.blobs, input.attachments),
    });
    const ports: RunPorts = {
      model,
      tools: toolPort(functions, guardrails, this.#deps.search(lease.tenantId)),
      budget: this.#deps.budgets.port(
        subject,
        given.events.some(({ type }) => type === 'step-started'),
      ),
      guardrails: guardrailPort(guardrails, { text: plan.question, verdicts: input.verdicts }),
      clock: this.#deps.clock,
      newId,
    };
    const storeValues = !definition.guardrails.no_store_pii;
    const said = remembers
      ? { whose: subject, message: input.question, runId: lease.id, messageId: run.userMessageId }
      : null;
    const rest = { agentName: definition.name, messageId: run.messageId, said };
    return {
      plan,
      ports,
      remember: async () => ({
        ...rest,
        vault: await this.#changedVault(lease.tenantId, conversationId, vault, storeValues ? known : null),
      }),
    };
  }

  /** The agent's model; the cheap one, which the run says, once a limit is nearly used up. */
  async #model(
    subject: BudgetSubject,
    definition: AgentDefinition,
    input: RunInput,
  ): Promise<{ model: ModelPort; notices: RunPlan['notices'] }> {
    const { models, budgets } = this.#deps;
    const near = await budgets.nearItsEnd(subject);
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
      history: [],
      memory: [],
      input: runInput.parse(run.input),
      attachments: [],
    });
    return plan.functions;
  }

  async #definition(tenantId: string, run: PreparedRun['run']): Promise<AgentDefinition> {
    if (run.agentVersion !== null) return this.#deps.agents.frozen(tenantId, run.agentId, run.agentVersion);
    return agentDefinition.parse(run.definition);
  }

  #history(tenantId: string, run: PreparedRun['run']): Promise<readonly HistoryTurn[]> {
    return this.#deps.database.withTenant(
      tenantId,
      (tx) => this.#deps.conversations.historyBefore(tx, run.conversationId, run.userMessageId, historyTurns),
      { readOnly: true },
    );
  }
}
