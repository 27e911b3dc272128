import type { TraceNode } from './api/traces.ts';

/** A part of a run as one line: how deep it lies, and where it stands in time as shares of the whole. */
export interface TraceRow {
  node: TraceNode;
  depth: number;
  hasChildren: boolean;
  /** 0 to 1. */
  start: number;
  length: number;
}

/** What a person may be looking for in a part. */
function wordsOf({ name, detail, model, tool, approval, retrieval, guardrail }: TraceNode): string {
  return [
    name,
    detail,
    model?.text,
    tool && JSON.stringify([tool.arguments, tool.result]),
    approval?.reason,
    retrieval?.passages.map(({ title, text }) => `${title} ${text}`).join(' '),
    guardrail?.verdicts.map(({ rule, detail: said }) => `${rule} ${said}`).join(' '),
  ]
    .join(' ')
    .toLowerCase();
}

/** Whether it or a part below it holds the words. */
function matches(node: TraceNode, words: string): boolean {
  return wordsOf(node).includes(words) || node.children.some((child) => matches(child, words));
}

/** The latest moment of a tree, milliseconds since the run began; what still goes on lasts until `now`. */
export function lengthOf(root: TraceNode, now: number): number {
  return Math.max(root.end_ms ?? now, ...root.children.map((child) => lengthOf(child, now)), 1);
}

/** The tree line by line, without what lies below closed parts; with `search` only what leads to a match. */
export function rowsOf(root: TraceNode, closed: ReadonlySet<string>, search: string, now: number): TraceRow[] {
  const whole = lengthOf(root, now);
  const words = search.trim().toLowerCase();
  const rows: TraceRow[] = [];
  const add = (node: TraceNode, depth: number) => {
    if (words !== '' && !matches(node, words)) return;
    const start = Math.min(1, node.start_ms / whole);
    const length = Math.max(0, Math.min(1 - start, ((node.end_ms ?? now) - node.start_ms) / whole));
    rows.push({ node, depth, hasChildren: node.children.length > 0, start, length });
    if (words !== '' || !closed.has(node.id)) for (const child of node.children) add(child, depth + 1);
  };
  for (const child of root.children) add(child, 0);
  return rows;
}
