import type { BudgetActual, BudgetPort, BudgetRequest, GuardrailPort } from '../ports.ts';

/** Guardrails that find nothing and change nothing. */
export const passThroughGuardrails: GuardrailPort = {
  checkInput: (text) => ({ text, verdicts: [] }),
  outputStream: () => ({ push: (delta) => delta, end: () => ({ tail: '', verdicts: [] }) }),
  checkToolArguments: (_name, args) => ({ arguments: args, verdicts: [] }),
  checkAnswer: ({ text }) => ({ text, citations: [], sentences: [], verdicts: [] }),
};

export interface RecordedBudget extends BudgetPort {
  reserved: BudgetRequest[];
  settled: BudgetActual[];
  /** Reservations not settled yet. */
  open(): number;
}

/** A budget that grants a number of reservations of a kind and keeps account of them. */
export function recordedBudget(grants: { model?: number; tool?: number } = {}): RecordedBudget {
  const left = { model: grants.model ?? Number.POSITIVE_INFINITY, tool: grants.tool ?? Number.POSITIVE_INFINITY };
  const open = new Set<string>();
  const reserved: BudgetRequest[] = [];
  const settled: BudgetActual[] = [];
  return {
    reserved,
    settled,
    open: () => open.size,
    reserve: (request) => {
      if (left[request.kind] <= 0) return { ok: false, limit: 'tenant_day', detail: 'the budget of today is used up.' };
      left[request.kind] -= 1;
      reserved.push(request);
      const id = `reservation-${reserved.length}`;
      open.add(id);
      return { ok: true, id };
    },
    settle: (id, actual) => {
      if (!open.delete(id)) throw new Error(`Settled twice: ${id}`);
      settled.push(actual);
    },
  };
}
