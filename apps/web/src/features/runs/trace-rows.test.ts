import { describe, expect, it } from 'vitest';
import type { TraceNode } from './api/traces.ts';
import { rowsOf } from './trace-rows.ts';

function node(id: string, start: number, end: number | null, children: TraceNode[] = []): TraceNode {
  return {
    id,
    kind: 'step',
    name: id,
    status: 'ok',
    detail: null,
    origin: 'live',
    step: null,
    start_ms: start,
    end_ms: end,
    usage: null,
    model: null,
    tool: null,
    approval: null,
    retrieval: null,
    guardrail: null,
    children,
  };
}

const root = node('run', 0, 1000, [
  node('first', 0, 400, [node('orders', 100, 300)]),
  node('second', 400, 1000, [node('weather', 500, 750)]),
]);

describe('rows of a trace', () => {
  it('come in reading order with their depth and their share of the time', () => {
    const rows = rowsOf(root, new Set(), '', 0);
    expect(rows.map(({ node: { id }, depth }) => `${depth} ${id}`)).toEqual([
      '0 first',
      '1 orders',
      '0 second',
      '1 weather',
    ]);
    expect(rows[3]).toMatchObject({ start: 0.5, length: 0.25 });
  });

  it('leave out what lies below a closed part', () => {
    expect(rowsOf(root, new Set(['first']), '', 0).map((row) => row.node.id)).toEqual(['first', 'second', 'weather']);
  });

  it('keep only what leads to a match, closed or not', () => {
    const rows = rowsOf(root, new Set(['second']), 'WEATH', 0);
    expect(rows.map((row) => row.node.id)).toEqual(['second', 'weather']);
  });

  it('let a part that goes on reach until now', () => {
    const open = node('run', 0, null, [node('first', 0, 1000), node('second', 1000, null)]);
    expect(rowsOf(open, new Set(), '', 2000)[1]).toMatchObject({ start: 0.5, length: 0.5 });
  });
});
