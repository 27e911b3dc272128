import type { CustomModel } from '@agentforge/contracts/models/schemas';
import { randomKey } from '../../shared/chat/identity.ts';

/** A row of the form: what a person typed. */
export interface OwnModelRow {
  key: string;
  model: string;
  kind: CustomModel['kind'];
  context: string;
  output: string;
  priceIn: string;
  priceOut: string;
  retires: string;
  /** What was saved: carries what the form does not show, such as the price of cached input. */
  saved: CustomModel | undefined;
}

export type OwnModelField = 'model' | 'context' | 'output' | 'priceIn' | 'priceOut';
export type OwnModelProblem = 'missing' | 'spaces' | 'twice' | 'whole' | 'amount' | 'bothPrices';
export type OwnModelProblems = Partial<Record<OwnModelField, OwnModelProblem>>;

const largest = 100_000_000;
const dearest = 100_000;

function written(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

export function newRow(): OwnModelRow {
  return {
    key: randomKey(),
    model: '',
    kind: 'chat',
    context: '',
    output: '',
    priceIn: '',
    priceOut: '',
    retires: '',
    saved: undefined,
  };
}

export function rowsOf(models: readonly CustomModel[]): OwnModelRow[] {
  return models.map((saved) => ({
    key: randomKey(),
    model: saved.model,
    kind: saved.kind,
    context: written(saved.context_window),
    output: written(saved.max_output_tokens),
    priceIn: written(saved.price?.input),
    priceOut: written(saved.price?.output),
    retires: saved.retires_on ?? '',
    saved,
  }));
}

/** What is wrong with a row, by field; empty when it can be saved. */
export function problemsOf(row: OwnModelRow, rows: readonly OwnModelRow[]): OwnModelProblems {
  const all: Partial<Record<OwnModelField, OwnModelProblem | undefined>> = {
    model: nameProblem(row, rows),
    context: wholeProblem(row.context),
    output: wholeProblem(row.output),
    priceIn: priceProblem(row.priceIn, row.priceOut),
    priceOut: priceProblem(row.priceOut, row.priceIn),
  };
  const problems: OwnModelProblems = {};
  for (const field of ['model', 'context', 'output', 'priceIn', 'priceOut'] as const) {
    const problem = all[field];
    if (problem !== undefined) problems[field] = problem;
  }
  return problems;
}

function nameProblem({ key, model }: OwnModelRow, rows: readonly OwnModelRow[]): OwnModelProblem | undefined {
  const name = model.trim();
  if (name === '') return 'missing';
  if (/\s/.test(name)) return 'spaces';
  return rows.some((other) => other.key !== key && other.model.trim() === name) ? 'twice' : undefined;
}

function wholeProblem(text: string): OwnModelProblem | undefined {
  const value = numberOf(text);
  if (value === null) return undefined;
  return Number.isInteger(value) && value >= 1 && value <= largest ? undefined : 'whole';
}

function priceProblem(text: string, other: string): OwnModelProblem | undefined {
  const value = numberOf(text);
  if (value === null) return numberOf(other) === null ? undefined : 'bothPrices';
  return value >= 0 && value <= dearest ? undefined : 'amount';
}

/** Rows without problems as the server takes them. */
export function modelsOf(rows: readonly OwnModelRow[]): CustomModel[] {
  return rows.map((row) => {
    const input = numberOf(row.priceIn);
    const output = numberOf(row.priceOut);
    return {
      capabilities: {},
      successor: null,
      dimensions: null,
      ...row.saved,
      model: row.model.trim(),
      kind: row.kind,
      context_window: numberOf(row.context),
      max_output_tokens: numberOf(row.output),
      price:
        input === null || output === null
          ? null
          : { input, output, cached_input: row.saved?.price?.cached_input ?? null },
      retires_on: row.retires === '' ? null : row.retires,
    };
  });
}
