import { type ClassValue, clsx } from 'clsx';

/** Utilities whose kind is their first words: `p-4` and `p-6` set the same thing. Longest first where one begins another. */
const prefixes = [
  'min-w',
  'max-w',
  'min-h',
  'max-h',
  'gap-x',
  'gap-y',
  'grid-cols',
  'col-span',
  'row-span',
  'overflow-x',
  'overflow-y',
  'space-x',
  'space-y',
  'px',
  'py',
  'ps',
  'pe',
  'pt',
  'pb',
  'pl',
  'pr',
  'p',
  'mx',
  'my',
  'ms',
  'me',
  'mt',
  'mb',
  'ml',
  'mr',
  'm',
  'w',
  'h',
  'size',
  'gap',
  'bg',
  'shadow',
  'opacity',
  'z',
  'inset-x',
  'inset-y',
  'inset',
  'start',
  'end',
  'top',
  'bottom',
  'items',
  'justify',
  'self',
  'order',
  'overflow',
  'leading',
  'tracking',
  'cursor',
  'whitespace',
  'duration',
  'object',
  'line-clamp',
  'rounded-t',
  'rounded-b',
  'rounded-s',
  'rounded-e',
  'rounded',
  'grow',
  'shrink',
  'basis',
  'animate',
  'place-items',
  'aspect',
  'flex-col',
  'flex-row',
] as const;

const words: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['display', 'block flex grid hidden inline inline-block inline-flex inline-grid contents table'],
    ['position', 'static relative absolute fixed sticky'],
    ['font', 'font-normal font-medium font-semibold font-bold'],
    ['family', 'font-sans font-mono'],
    ['text-align', 'text-start text-end text-center text-left text-right text-justify'],
    ['text-wrap', 'text-balance text-pretty text-wrap text-nowrap'],
    ['text-size', 'text-xs text-sm text-base text-lg text-xl text-2xl text-3xl text-4xl'],
    ['border-style', 'border-dashed border-solid border-dotted border-none'],
    ['flex-wrap', 'flex-wrap flex-nowrap'],
    ['direction', 'flex-col flex-row'],
    ['resize', 'resize resize-none resize-x resize-y'],
  ].flatMap(([kind = '', names = '']) => names.split(' ').map((name) => [name, kind])),
);

/** A wide kind also undoes these narrower ones: `p-0` after `px-4`. */
const covers: Readonly<Record<string, readonly string[]>> = {
  p: ['px', 'py', 'ps', 'pe', 'pt', 'pb'],
  px: ['ps', 'pe'],
  py: ['pt', 'pb'],
  m: ['mx', 'my', 'ms', 'me', 'mt', 'mb'],
  mx: ['ms', 'me'],
  my: ['mt', 'mb'],
  size: ['w', 'h'],
  gap: ['gap-x', 'gap-y'],
  inset: ['inset-x', 'inset-y', 'start', 'end', 'top', 'bottom'],
  overflow: ['overflow-x', 'overflow-y'],
};

function kindOf(utility: string): string | undefined {
  const word = words[utility];
  if (word) return word;
  if (/^text-\[[\d.]/.test(utility)) return 'text-size';
  if (utility.startsWith('text-')) return 'text-color';
  const border = /^border(-[tbsexy])?(?:-(.+))?$/.exec(utility);
  if (border)
    return /^\d|^$/.test(border[2] ?? '') ? `border${border[1] ?? ''}-width` : `border${border[1] ?? ''}-color`;
  return prefixes.find((prefix) => utility === prefix || utility.startsWith(`${prefix}-`));
}

/** `hover:sm:-mt-2!` → conditions `hover:sm:` and the kind `mt`; `!` stands apart, as it outranks the rest. */
function keyOf(name: string): { conditions: string; kind: string } | undefined {
  const colon = name.lastIndexOf(':', name.includes('[') && name.endsWith(']') ? name.lastIndexOf('[') : name.length);
  const important = name.endsWith('!') ? '!' : '';
  const utility = name.slice(colon + 1, name.length - important.length).replace(/^-/, '');
  const kind = kindOf(utility);
  return kind === undefined ? undefined : { conditions: name.slice(0, colon + 1) + important, kind };
}

const known = new Map<string, string>();

function merge(joined: string): string {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const name of joined.split(/\s+/).toReversed()) {
    const key = keyOf(name);
    if (key) {
      if (taken.has(key.conditions + key.kind)) continue;
      for (const kind of [key.kind, ...(covers[key.kind] ?? [])]) taken.add(key.conditions + kind);
    }
    kept.push(name);
  }
  return kept.toReversed().join(' ');
}

/** Joins class names; a later Tailwind utility wins over an earlier one of the same kind and conditions. */
export function classNames(...values: ClassValue[]): string {
  const joined = clsx(values);
  const cached = known.get(joined);
  if (cached !== undefined) return cached;
  const merged = merge(joined);
  if (known.size > 2000) known.clear();
  known.set(joined, merged);
  return merged;
}
