import { splitFences } from './markdown-fences.ts';

export interface SafeMarkdown {
  text: string;
  /** What was taken out, with the host it pointed to ('' when none). */
  removed: { kind: 'image' | 'embed' | 'link'; host: string }[];
}

type Removed = SafeMarkdown['removed'];

const fetchingTags =
  /^(?:img|image|svg|picture|source|video|audio|track|iframe|frame|frameset|object|embed|applet|link|style|script|base|meta|input|form|portal|use|body|table|td|th)$/i;
const fetchingAttribute =
  /\b(?:style|background|src|srcset|poster|data|action|formaction|ping|xlink:href|on[a-z]{2,20})\s{0,5}=/i;
const allowedSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Host of an absolute or protocol-relative address; '' when it has none. International names come as `xn--…`. */
export function hostOf(address: string): string {
  try {
    return new URL(address.startsWith('//') ? `https:${address}` : address).host;
  } catch {
    return '';
  }
}

function isSafeAddress(address: string): boolean {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0].toLowerCase();
  if (scheme !== undefined) return allowedSchemes.has(scheme) && !/[\s\\\p{Cc}]/u.test(address);
  return !/[:&\\\s\p{Cc}]/u.test(/^[^/?#]*/.exec(address)?.[0] ?? '');
}

const plain = (text: string) =>
  text
    .replace(/[[\]()<>!`\\\n]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, 200);

function imageText(alt: string, host: string): string {
  const label = [plain(alt), host].filter((part) => part !== '').join(', ');
  return `(image not loaded: ${label === '' ? 'no description' : label})`;
}

const alt = '((?:[^\\[\\]\\\\]|\\\\[^]|\\[[^\\[\\]]{0,200}\\]){0,1000})';
const destination =
  '[ \\t\\n]{0,5}(<[^<>\\n]{0,4000}>|[^\\s()<>]{0,4000}(?:\\([^\\s()]{0,400}\\)[^\\s()]{0,400}){0,4})';
const title = '(?:[ \\t\\n]{1,5}(?:"[^"]{0,400}"|\'[^\']{0,400}\'|\\([^()]{0,400}\\)))?[ \\t\\n]{0,5}';
const inlineImage = new RegExp(`!\\[${alt}\\]\\(${destination}${title}\\)`, 'g');
const referenceImage = new RegExp(`!\\[${alt}\\](?:\\[([^\\[\\]]{0,300})\\])?`, 'g');
const inlineLink = new RegExp(`(?<!\\\\)\\[((?:[^\\[\\]\\\\]|\\\\[^]){0,1000})\\]\\(${destination}${title}\\)`, 'g');
const definition = /^ {0,3}\[([^[\]\n]{1,300})\]:[ \t]{0,5}\n?[ \t]{0,5}<?([^\s<>]{1,4000})>?.{0,400}$/gm;
const fullReference = /(?<![\\!])\[((?:[^[\]\\]|\\.){1,1000})\]\[([^[\]\n]{0,300})\]/g;

const unwrap = (address: string) => address.replace(/^<|>$/g, '');
const keyOf = (label: string) => label.trim().toLowerCase().replace(/\s+/g, ' ');

function linkText(text: string, address: string, removed: Removed): string {
  const host = hostOf(address);
  if (!isSafeAddress(address)) {
    removed.push({ kind: 'link', host });
    return plain(text);
  }
  const shown = host !== '' && !text.toLowerCase().includes(host);
  return `[${text}](${/[\s()]/.test(address) ? `<${address}>` : address})${shown ? ` (${host})` : ''}`;
}

function neutraliseImages(text: string, definitions: ReadonlyMap<string, string>, removed: Removed): string {
  const replace = (label: string, host: string) => {
    removed.push({ kind: 'image', host });
    return imageText(label, host);
  };
  return (
    text
      .replace(inlineImage, (_, label: string, address: string) => replace(label, hostOf(unwrap(address))))
      .replace(referenceImage, (whole, label: string, reference: string | undefined) => {
        const address = definitions.get(keyOf(reference === undefined || reference === '' ? label : reference));
        return address === undefined ? whole : replace(label, hostOf(address));
      })
      // Whatever still begins like an image cannot become one; a citation after an exclamation stays a citation.
      .replace(/!\[(?=\^?\d{1,3}\](?![([]))/g, '! [')
      .replace(/!\[/g, '!\\[')
  );
}

/** What stands in the place of a tag that was taken out. */
function insteadOf(tag: string, rest: string, attribute: string, removed: Removed): string {
  const isImage = /^(?:img|image|picture|svg)$/i.test(tag);
  removed.push({ kind: isImage ? 'image' : 'embed', host: hostOf(attribute) });
  if (!isImage) return `(${tag.toLowerCase()} not shown${attribute === '' ? '' : `: ${hostOf(attribute)}`})`;
  const label = /\balt\s{0,5}=\s{0,5}(?:"([^"]{0,400})"|'([^']{0,400})')/i.exec(rest);
  return imageText(label?.[1] ?? label?.[2] ?? '', hostOf(attribute));
}

function neutraliseTags(text: string, removed: Removed): string {
  return text.replace(
    /<(\/?)([a-z][a-z0-9:-]{0,40})((?:[^<>"']|"[^"<]{0,4000}"|'[^'<]{0,4000}'){0,4000}>?)/gi,
    (whole, close: string, tag: string, rest: string) => {
      if (/^(?:https?|mailto)$/i.test(tag.replace(/:.*$/, ''))) return whole;
      const attribute = /(?:src|href|data|poster)\s{0,5}=\s{0,5}["']?([^\s"'>]{1,4000})/i.exec(rest)?.[1] ?? '';
      const badLink = /\bhref\s{0,5}=/i.test(rest) && !isSafeAddress(attribute);
      if (!fetchingTags.test(tag) && !fetchingAttribute.test(rest) && !badLink) return whole;
      return close === '/' ? '' : insteadOf(tag, rest, attribute, removed);
    },
  );
}

function definitionsOf(markdown: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, label = '', address = ''] of markdown.matchAll(definition))
    if (!found.has(keyOf(label))) found.set(keyOf(label), address);
  return found;
}

/**
 * Markdown of a model that loads nothing by itself: images of every syntax become text, tags that fetch are taken out,
 * links show their host, unsafe schemes lose their link. For renderers, mails, exports and other channels.
 */
export function safeMarkdown(markdown: string): SafeMarkdown {
  const removed: Removed = [];
  const definitions = definitionsOf(markdown);
  const clean = (text: string) =>
    neutraliseImages(neutraliseTags(text, removed), definitions, removed)
      .replace(/<((?:https?:\/\/|mailto:)[^\s<>]{1,4000})>/gi, '$1')
      .replace(inlineLink, (_, label: string, address: string) => linkText(label, unwrap(address), removed))
      .replace(fullReference, (whole, label: string, reference: string) => {
        const address = definitions.get(keyOf(reference === '' ? label : reference));
        return address === undefined ? whole : linkText(label, address, removed);
      })
      .replace(definition, (whole, _label: string, address: string) => (isSafeAddress(address) ? whole : ''));
  const text = splitFences(markdown)
    .map((part) => (part.isCode ? part.text : clean(part.text)))
    .join('');
  return { text, removed };
}
