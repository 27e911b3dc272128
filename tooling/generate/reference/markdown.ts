const written = '<!-- Written by tooling/generate/reference.ts. Change the source it names, then run it. -->';

/** A page with its title, what it is about and where it comes from. */
export function page(title: string, source: string, lead: string, sections: readonly string[]): string {
  return `${[`# ${title}`, written, `${lead} Source: \`${source}\`.`, ...sections].join('\n\n')}\n`;
}

/** A Markdown table; bars and line breaks in cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}

export const code = (text: string): string => `\`${text}\``;
