/** Placing text that people or models wrote, so that it stays inside its place. */

const controlCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** One line: a name, a topic. Longer text is cut. */
export function inline(text: string, maxLength = 500): string {
  return text.replace(controlCharacters, ' ').replace(/\s+/g, ' ').trim().slice(0, maxLength);
}

/** Several lines, each indented, so that none can begin a heading or a list of the prompt itself. */
export function block(text: string, maxLength = 20_000): string {
  return text
    .slice(0, maxLength)
    .split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/u)
    .map((line) => `  ${line.replace(controlCharacters, ' ').trimEnd()}`)
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** Text that is information and never an instruction. The boundary is random, so the text cannot close the fence. */
export function fence(boundary: string, source: string, text: string): string {
  const tag = `data boundary="${boundary}"`;
  return `<${tag} source="${inline(source, 200).replaceAll('"', "'")}">\n${text.replaceAll(boundary, '')}\n</${tag}>`;
}
