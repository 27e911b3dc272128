import type { BudgetAnswer, BudgetPort, BudgetRequest } from '@agentforge/agent-engine/ports';
import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { newId } from '@agentforge/kernel/ids';
import {
  type AppliedLimit,
  type BudgetSubject,
  isNearItsEnd,
  releaseExpired,
  reserve,
  settle,
  type WorstCase,
} from './counters.repository.ts';
import { dayOf } from './day.ts';
import { summarizeLimits } from './limits.repository.ts';
import { refusal } from './refusal.ts';

interface Known {
  summary: Promise<{ any: boolean; soft: boolean }>;
  until: number;
}

/** How late another process may learn of the first limit of a tenant. The process that set it knows at once. */
const keepMs = 2500;
const mostTenants = 5000;
/** Longer than a model call may last; what a crash holds back is free again after it. */
const reservationMs = 15 * 60_000;
/** Stands for calls that count nowhere. */
const uncounted = 'uncounted';

/** Rolls back what a refused reservation has added to the limits that it did fit. */
class Refused extends Error {
  readonly limit: AppliedLimit;

  constructor(limit: AppliedLimit) {
    super('A limit does not leave enough.');
    this.limit = limit;
  }
}

/** Holds the limits of tenants over all runs and processes. A tenant without limits costs one look in 2.5 s. */
export class BudgetKeeper {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #known = new Map<string, Known>();

  constructor(deps: { database: Database; clock: Clock }) {
    this.#database = deps.database;
    this.#clock = deps.clock;
  }

  /** The engine's budget of one run. `begun`: the run was counted when it made its first call. */
  port(subject: BudgetSubject, begun: boolean): BudgetPort {
    let counted = begun;
    return {
      reserve: async (request) => {
        // Calls of tools have no price of their own: nothing to hold back.
        if (request.kind === 'tool' || !(await this.#summary(subject.tenantId)).any) return { ok: true, id: uncounted };
        const answer = await this.#reserve(subject, request, counted ? 0 : 1);
        counted ||= answer.ok;
        return answer;
      },
      settle: async (id, actual) => {
        if (id === uncounted) return;
        const { inputTokens, outputTokens, costUsd } = actual;
        await this.#database.withTenant(
          subject.tenantId,
          (tx) => settle(tx, id, inputTokens + outputTokens, costUsd ?? 0, this.#now()),
          { retryable: true },
        );
      },
    };
  }

  /** Whether a limit that this run counts against has reached its soft share. */
  async isNearItsEnd(subject: BudgetSubject): Promise<boolean> {
    if (!(await this.#summary(subject.tenantId)).soft) return false;
    const day = dayOf(this.#clock);
    return this.#database.withTenant(subject.tenantId, (tx) => isNearItsEnd(tx, subject, day), { readOnly: true });
  }

  /** Once `tx` is committed this process knows of changed limits. */
  changedIn(tx: Tx, tenantId: string): void {
    tx.afterCommit(() => {
      this.#known.delete(tenantId);
    });
  }

  async #reserve(subject: BudgetSubject, request: BudgetRequest, runs: number): Promise<BudgetAnswer> {
    const first = await this.#tryReserve(subject, request, runs);
    if (first.ok) return first;
    // What a crashed run still holds must not refuse others for longer than it has to.
    const released = await this.#database.withTenant(subject.tenantId, (tx) => releaseExpired(tx, this.#now()), {
      retryable: true,
    });
    return released === 0 ? first : this.#tryReserve(subject, request, runs);
  }

  async #tryReserve(subject: BudgetSubject, request: BudgetRequest, runs: number): Promise<BudgetAnswer> {
    const worst = this.#worstCase(request, runs);
    try {
      const limits = await this.#database.withTenant(
        subject.tenantId,
        async (tx) => {
          const applied = await reserve(tx, subject, worst);
          const broken = applied.find(({ fits }) => !fits);
          if (broken) throw new Refused(broken);
          return applied;
        },
        { retryable: true },
      );
      return { ok: true, id: limits.length === 0 ? uncounted : worst.id };
    } catch (error) {
      if (error instanceof Refused) return { ok: false, ...refusal(error.limit) };
      throw error;
    }
  }

  #worstCase(request: BudgetRequest, runs: number): WorstCase {
    const { estimatedInputTokens: inputTokens, maxOutputTokens, estimatedCostUsd } = request;
    const tokens = Math.ceil(inputTokens + maxOutputTokens);
    const costUsd = estimatedCostUsd ?? 0;
    return {
      id: newId('reservation'),
      tokens,
      costUsd,
      inputTokens: Math.ceil(inputTokens),
      inputCostUsd: tokens === 0 ? 0 : (costUsd * inputTokens) / tokens,
      runs,
      day: dayOf(this.#clock),
      now: this.#now(),
      expiresAt: new Date(this.#clock.now() + reservationMs).toISOString(),
    };
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }

  #summary(tenantId: string): Known['summary'] {
    const now = this.#clock.now();
    const known = this.#known.get(tenantId);
    if (known && known.until > now) return known.summary;
    const summary = this.#database.withTenant(tenantId, summarizeLimits, { readOnly: true });
    summary.catch(() => this.#known.delete(tenantId));
    if (this.#known.size >= mostTenants) this.#known.clear();
    this.#known.set(tenantId, { summary, until: now + keepMs });
    return summary;
  }
}
