const fence = /^ {0,3}(`{3,}|~{3,})/;
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const definition = /^ {0,3}\[[^\]]+\]:\s/m;
const indented = /^(?: {2,}|\t)\S/;

/**
 * Cuts Markdown into pieces that can be drawn on their own, so that a long answer redraws only its last piece. Fences,
 * lists and what belongs to them stay together; a text with link definitions stays whole, for they work at a distance.
 */
export function markdownBlocks(text: string): string[] {
  if (definition.test(text)) return [text];
  const blocks: string[] = [];
  let lines: string[] = [];
  let open: string | undefined;
  const close = () => {
    if (lines.some((line) => line.trim() !== '')) blocks.push(lines.join('\n'));
    lines = [];
  };
  for (const line of text.split('\n')) {
    const wasOpen = open !== undefined;
    open = fenceAfter(open, line);
    if (!wasOpen && startsBlock(lines, line)) close();
    lines.push(line);
  }
  close();
  return blocks;
}

/** The mark of the code fence that is open after this line. */
function fenceAfter(open: string | undefined, line: string): string | undefined {
  const mark = fence.exec(line)?.[1];
  if (open === undefined) return mark;
  const closes = mark?.startsWith(open) && line.trim() === mark;
  return closes ? undefined : open;
}

function startsBlock(lines: readonly string[], line: string): boolean {
  if (line.trim() === '' || lines.at(-1)?.trim() !== '') return false;
  const first = lines.find((one) => one.trim() !== '');
  if (first === undefined) return false;
  return !(listItem.test(first) && (listItem.test(line) || indented.test(line)));
}
