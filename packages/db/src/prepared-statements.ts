const maximumNames = 300;
const maximumSeen = 4000;
const maximumTextLength = 8000;

const names = new Map<string, string>();
const seen = new Set<string>();
let counter = 0;

/**
 * The prepared-statement name of a text from its second use on, else undefined. Planning is half the cost of a
 * small statement; the limit keeps servers from holding plans of statements built with ever new shapes.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (text.length > maximumTextLength || names.size >= maximumNames) return undefined;
  if (!seen.has(text)) {
    if (seen.size >= maximumSeen) seen.clear();
    seen.add(text);
    return undefined;
  }
  seen.delete(text);
  counter += 1;
  const name = `s${counter}`;
  names.set(text, name);
  return name;
}

/** After a migration changed what a statement returns its old plan fails for ever; the next use gets a new name. */
export function forgetStatement(text: string): void {
  names.delete(text);
}
