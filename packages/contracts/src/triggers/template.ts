/** One `{{path}}` of a message template, or the text between two of them. */
export type TemplatePart = { kind: 'text'; text: string } | { kind: 'value'; path: readonly string[] };

export class TemplateError extends Error {}

/** Characters of one value and of a whole message; what is longer is cut, or refused. */
export const mostValueCharacters = 20_000;
export const mostMessageCharacters = 100_000;

const pathPattern = /^(?:\.|[\p{L}\p{N}_$@:-]+(?:\.[\p{L}\p{N}_$@:-]+)*)$/u;

/**
 * Reads a message template: text with `{{order.id}}`, `{{items.0.name}}` or `{{.}}` for the whole body. Throws
 * {@link TemplateError} with a sentence for the person who writes it.
 */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (;;) {
    const open = template.indexOf('{{', from);
    if (open < 0) break;
    const close = template.indexOf('}}', open + 2);
    if (close < 0) throw new TemplateError('has {{ without }}');
    const path = template.slice(open + 2, close).trim();
    if (!pathPattern.test(path)) {
      throw new TemplateError(`{{${path.slice(0, 40)}}} is not a path such as {{order.id}} or {{items.0.name}}`);
    }
    if (open > from) parts.push({ kind: 'text', text: template.slice(from, open) });
    parts.push({ kind: 'value', path: path === '.' ? [] : path.split('.') });
    from = close + 2;
  }
  if (from < template.length) parts.push({ kind: 'text', text: template.slice(from) });
  return parts;
}

/**
 * The message for one body. Values stand between ⟦ and ⟧, so that a reader and a model can tell what came from outside;
 * a value cannot contain these marks itself. What the body does not have is ⟦⟧.
 */
export function renderTemplate(template: string, body: unknown): { message: string; values: number } {
  let values = 0;
  const pieces = parseTemplate(template).map((part) => {
    if (part.kind === 'text') return part.text;
    values += 1;
    return `⟦${textOf(valueAt(body, part.path))}⟧`;
  });
  return { message: pieces.join('').trim(), values };
}

/** Own properties only: a path never reaches what JSON did not bring. */
function valueAt(body: unknown, path: readonly string[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[⟦⟧]/g, ' ').slice(0, mostValueCharacters);
}
