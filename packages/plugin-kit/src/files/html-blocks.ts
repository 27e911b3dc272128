import type { BlockCollector } from './block-collector.ts';
import { htmlTable } from './html-table.ts';
import { blockNames, type HtmlNode, inlineText, isHidden, isIgnored, tidy } from './html-text.ts';

function listLines(list: HtmlNode, depth: number): string[] {
  const ordered = list.nodeName.toUpperCase() === 'OL';
  const lines: string[] = [];
  let number = 0;
  for (const item of Array.from(list.childNodes)) {
    if (item.nodeType !== 1 || isIgnored(item)) continue;
    number += 1;
    const nested = Array.from(item.childNodes).filter((child) => /^(UL|OL)$/i.test(child.nodeName) && !isHidden(child));
    const own = Array.from(item.childNodes).filter((child) => !nested.includes(child));
    const text = tidy(own.map(inlineText).join('')).replaceAll('\n', ' ');
    if (text !== '') lines.push(`${'  '.repeat(depth)}${ordered ? `${number}.` : '-'} ${text}`);
    for (const child of nested) lines.push(...listLines(child, depth + 1));
  }
  return lines;
}

function addElement(node: HtmlNode, name: string, collector: BlockCollector): boolean {
  const heading = /^H([1-6])$/.exec(name);
  if (heading !== null) {
    const text = tidy(inlineText(node)).replaceAll('\n', ' ');
    collector.add({ kind: 'heading', text, level: Number(heading[1]) });
  } else if (name === 'UL' || name === 'OL') {
    collector.add({ kind: 'list', text: listLines(node, 0).join('\n') });
  } else if (name === 'PRE') {
    collector.add({ kind: 'code', text: (node.textContent ?? '').replace(/\r\n?/g, '\n') });
  } else if (name === 'TABLE') {
    const table = htmlTable(node);
    if (table === null) return false;
    collector.add({ kind: 'table', text: table });
  } else return false;
  return true;
}

/** Walks a DOM in reading order: headings, paragraphs, lists, tables, code. Runs nothing, loads nothing. */
export function addHtmlBlocks(root: HtmlNode, collector: BlockCollector): void {
  let paragraph = '';
  function flush(): void {
    collector.add({ kind: 'paragraph', text: tidy(paragraph) });
    paragraph = '';
  }
  function visit(node: HtmlNode): void {
    const name = node.nodeName.toUpperCase();
    if (node.nodeType === 1 && isIgnored(node)) return;
    if (node.nodeType !== 1 || !containsBlock(node, name)) {
      paragraph += inlineText(node);
      return;
    }
    flush();
    if (!addElement(node, name, collector)) for (const child of Array.from(node.childNodes)) visit(child);
    flush();
  }
  visit(root);
  flush();
}

function containsBlock(node: HtmlNode, name: string): boolean {
  return (
    blockNames.has(name) ||
    Array.from(node.childNodes).some((child) => containsBlock(child, child.nodeName.toUpperCase()))
  );
}
