import { parseTemplate } from '@agentforge/contracts/triggers/template';

type Sample = string | Sample[] | { [key: string]: Sample };

/** JSON that has a value wherever the template asks for one; `{}` for a template that cannot be read yet. */
export function samplePayload(template: string): Sample {
  try {
    const paths = parseTemplate(template).flatMap((part) => (part.kind === 'value' ? [part.path] : []));
    return paths.reduce<Sample>((sample, path) => withValue(sample, path), {});
  } catch {
    return {};
  }
}

function withValue(sample: Sample | undefined, path: readonly string[]): Sample {
  const [key, ...rest] = path;
  if (key === undefined) return sample ?? 'sample';
  const inner = (value: Sample | undefined, name: string) =>
    rest.length === 0 ? (value ?? `sample ${name}`) : withValue(value, rest);
  if (/^\d$/.test(key) && !isGroup(sample)) {
    const list = Array.isArray(sample) ? [...sample] : [];
    const index = Number(key);
    while (list.length < index) list.push('sample');
    list[index] = inner(list[index], key);
    return list;
  }
  const group = isGroup(sample) ? sample : {};
  return { ...group, [key]: inner(Object.hasOwn(group, key) ? group[key] : undefined, key) };
}

const isGroup = (sample: Sample | undefined): sample is { [key: string]: Sample } =>
  typeof sample === 'object' && !Array.isArray(sample) && Object.keys(sample).length > 0;
