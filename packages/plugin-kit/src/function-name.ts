/** Latin letters, digits and `_` of a name, without accents; empty for names of other scripts. */
function sanitised(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/**
 * A function name models accept (letters, digits, `_`; at most 64; a letter first) from a tool's name. Names that leave
 * nothing, such as Arabic ones, become `tool_` and the end of the id, which is unique.
 */
export function functionName(tool: { id: string; name: string }, prefix = ''): string {
  const core = sanitised(tool.name) || `tool_${sanitised(tool.id).slice(-12)}`;
  const whole = `${prefix}${core}`;
  const named = /^[a-z]/.test(whole) ? whole : `tool_${whole}`;
  return named.slice(0, 64).replace(/_+$/, '');
}
