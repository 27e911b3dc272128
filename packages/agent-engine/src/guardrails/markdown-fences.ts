export interface MarkdownPart {
  text: string;
  isCode: boolean;
}

const opening = /^(`{3,}(?=[^`\n]*$)|~{3,})/;
/** Lines that put later fences in doubt: HTML, maths, quotes, lists or indentation around a fence. */
const doubtful = /^ {0,3}<|^ {0,3}\$\$|^\s*(?:[>*+-]|\d{1,9}[.)])\s*.*(?:```|~~~)|^\s+(?:```|~~~)/;

/**
 * Splits Markdown into prose and fenced code. Only fences at the margin of the page count, and none after a line that
 * could make a renderer see the fences differently: what is taken for code by mistake would escape neutralising.
 */
export function splitFences(markdown: string): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let fence = '';
  let trusted = true;
  let current = '';
  const flush = (isCode: boolean) => {
    if (current !== '') parts.push({ text: current, isCode });
    current = '';
  };
  for (const line of markdown.split(/(?<=\n)/)) {
    if (fence !== '') {
      current += line;
      const closes = line.startsWith(fence) && line.replaceAll(fence.charAt(0), '').trim() === '';
      if (closes) {
        flush(true);
        fence = '';
      }
      continue;
    }
    const open = trusted ? opening.exec(line.trimEnd())?.[0] : undefined;
    if (open !== undefined) {
      flush(false);
      fence = open;
    } else if (doubtful.test(line)) trusted = false;
    current += line;
  }
  // An unclosed fence may be closed by what is written later: its text is treated as prose.
  flush(false);
  return parts;
}
