import type { BudgetAnswer, BudgetPort, BudgetRequest } from '@agentforge/agent-engine/ports';
import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { newId } from '@agentforge/kernel/ids';
import {
  type AppliedLimit,
  type BudgetSubject,
  type LimitAmounts,
  nearItsEnd,
  releaseExpired,
  reserve,
  settle,
  type WorstCase,
} from './counters.repository.ts';
import { dayOf } from './day.ts';
import { type LimitsSummary, summarizeLimits } from './limits.repository.ts';
import { nearness, refusal, shortening } from './refusal.ts';
import { shrunk } from './shrink.ts';

interface Known {
  summary: Promise<LimitsSummary>;
  until: number;
}

/** How late another process may learn of the first limit of a tenant. The process that set it knows at once. */
const keepMs = 2500;
const mostTenants = 5000;
/** Longer than a model call may last; what a crash holds back is free again after it. */
const reservationMs = 15 * 60_000;
/** Stands for calls that count nowhere. */
const uncounted = 'uncounted';
/** How often less is asked for while others take what was left; then the call is refused. */
const mostShrinks = 4;

/** Rolls back what a refused reservation has added to the limits that it did fit. */
class Refused extends Error {
  readonly limits: readonly AppliedLimit[];

  constructor(limits: readonly AppliedLimit[]) {
    super('A limit does not leave enough.');
    this.limits = limits;
  }
}

type Tried = { ok: true; id: string } | { ok: false; broken: readonly AppliedLimit[] };

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
    const started = new Map<string, number>();
    return {
      reserve: async (request) => {
        const summary = await this.#summary(subject.tenantId);
        if (!(request.kind === 'tool' ? summary.tools : summary.any)) return { ok: true, id: uncounted };
        const answer = await this.#reserve(subject, request, counted || request.kind === 'tool' ? 0 : 1);
        if (!answer.ok) return answer;
        counted ||= request.kind === 'model';
        started.set(answer.id, this.#clock.now());
        return answer;
      },
      settle: async (id, actual) => {
        if (id === uncounted) return;
        const { inputTokens, outputTokens, costUsd } = actual;
        const now = this.#clock.now();
        const seconds = Math.max(0, now - (started.get(id) ?? now)) / 1000;
        started.delete(id);
        await this.#database.withTenant(
          subject.tenantId,
          (tx) => settle(tx, id, { tokens: inputTokens + outputTokens, costUsd, seconds }, this.#now()),
          { retryable: true },
        );
      },
    };
  }

  /** The limit of this run's that has reached its soft share, in words; null: none has. */
  async nearItsEnd(subject: BudgetSubject): Promise<{ limit: string; detail: string } | null> {
    if (!(await this.#summary(subject.tenantId)).soft) return null;
    const day = dayOf(this.#clock);
    const near = await this.#database.withTenant(subject.tenantId, (tx) => nearItsEnd(tx, subject, day), {
      readOnly: true,
    });
    return near && nearness(near);
  }

  /** What each run of the tenant may use at most; null: as its agent says. */
  async runLimits(tenantId: string): Promise<LimitAmounts | null> {
    return (await this.#summary(tenantId)).run;
  }

  /** Once `tx` is committed this process knows of changed limits. */
  changedIn(tx: Tx, tenantId: string): void {
    tx.afterCommit(() => {
      this.#known.delete(tenantId);
    });
  }

  /** Asks for less output as long as what is left is enough for an answer at all. */
  async #reserve(subject: BudgetSubject, asked: BudgetRequest, runs: number): Promise<BudgetAnswer> {
    let request = asked;
    let reason: readonly AppliedLimit[] = [];
    for (let tries = 0; ; tries += 1) {
      const tried = await this.#reserveOrRelease(subject, request, runs);
      if (tried.ok) return request === asked ? tried : { ...tried, ...granted(request, reason) };
      const smaller = tries < mostShrinks ? shrunk(request, tried.broken) : null;
      if (!smaller) return { ok: false, ...refusal(tried.broken, this.#clock) };
      request = smaller;
      reason = tried.broken;
    }
  }

  async #reserveOrRelease(subject: BudgetSubject, request: BudgetRequest, runs: number): Promise<Tried> {
    const first = await this.#tryReserve(subject, request, runs);
    if (first.ok) return first;
    // What a crashed run still holds must not refuse others for longer than it has to.
    const released = await this.#database.withTenant(subject.tenantId, (tx) => releaseExpired(tx, this.#now()), {
      retryable: true,
    });
    return released === 0 ? first : this.#tryReserve(subject, request, runs);
  }

  async #tryReserve(subject: BudgetSubject, request: BudgetRequest, runs: number): Promise<Tried> {
    const worst = this.#worstCase(request, runs);
    try {
      const limits = await this.#database.withTenant(
        subject.tenantId,
        async (tx) => {
          const applied = await reserve(tx, subject, worst);
          const broken = applied.filter(({ fits }) => !fits);
          if (broken.length > 0) throw new Refused(broken);
          return applied;
        },
        { retryable: true },
      );
      return { ok: true, id: limits.length === 0 ? uncounted : worst.id };
    } catch (error) {
      if (error instanceof Refused) return { ok: false, broken: error.limits };
      throw error;
    }
  }

  #worstCase(request: BudgetRequest, runs: number): WorstCase {
    const { estimatedInputTokens: inputTokens, maxOutputTokens, estimatedCostUsd, outputPriceUsd } = request;
    const costUsd = estimatedCostUsd ?? 0;
    return {
      id: newId('reservation'),
      tokens: Math.ceil(inputTokens + maxOutputTokens),
      costUsd,
      inputTokens: Math.ceil(inputTokens),
      inputCostUsd: Math.max(0, costUsd - maxOutputTokens * (outputPriceUsd ?? 0)),
      runs,
      steps: request.kind === 'model' ? 1 : 0,
      toolCalls: request.kind === 'tool' ? 1 : 0,
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

function granted(request: BudgetRequest, reason: readonly AppliedLimit[]) {
  return { maxOutputTokens: request.maxOutputTokens, ...shortening(reason) };
}
