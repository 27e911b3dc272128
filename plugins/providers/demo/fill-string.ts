import type { FoundValue, MessageValues } from './extract-values.ts';

/** Where the values of a message are taken from while a tool's arguments are filled. */
export interface ValuePicker {
  message: string;
  values: MessageValues;
  /** The free candidate nearest to a field's own words; each is handed out once. */
  take(candidates: FoundValue[], near: string): string | undefined;
  takeNumber(name: string, isRequired: boolean): string | undefined;
  /** `name: value` in the message. */
  takeNamed(name: string): string | undefined;
  /** The message without courtesies and question words. */
  salient(): string;
}

interface Rule {
  kind: RegExp;
  pick(picker: ValuePicker, name: string): string | undefined;
  /** A made-up value would be worse than a question: never fall back to the rest of the message. */
  strict: boolean;
}

const rules: readonly Rule[] = [
  { kind: /e-?mail|recipient|بريد/i, pick: ({ take, values }, name) => take(values.emails, name), strict: true },
  {
    kind: /\b(?:url|uri|link|website|address_url)\b/i,
    pick: ({ take, values }, name) => take(values.urls, name),
    strict: true,
  },
  { kind: /phone|mobile|\btel\b/i, pick: ({ take, values }, name) => take(values.phones, name), strict: true },
  { kind: /expression|formula|calculation|equation/i, pick: ({ values }) => values.expression, strict: true },
  {
    kind: /currency|from_cur|to_cur|\biso.?4217\b/i,
    pick: ({ take, values }, name) => take(values.currencies, name),
    strict: true,
  },
  {
    kind: /\bdate|_date|\bday\b|deadline|birthday|check.?in|check.?out/i,
    pick: ({ take, values }, name) => take(values.dates, name),
    strict: true,
  },
  {
    kind: /\btime\b(?!.?zone)|_time|\bhour\b/i,
    pick: ({ take, values }, name) => take(values.times, name),
    strict: true,
  },
  {
    kind: /time.?zone|\btz\b/i,
    pick: ({ message }) => /\b[A-Z][a-z]+\/[A-Z][A-Za-z_]+\b|\bUTC\b|\bGMT\b/.exec(message)?.[0],
    strict: false,
  },
  { kind: /city|location|place|town|region|country|destination|origin|where|مدينة/i, pick: takePlace, strict: true },
  {
    kind: /(?:^|[_\s-])(?:id|ids|no|nr|code|sku|number|reference|ref|key|identifier)(?:$|[_\s-])|number$|(?:order|ticket|invoice|tracking|account|case)$/i,
    pick: takeId,
    strict: true,
  },
  { kind: /language|lang\b|locale/i, pick: ({ message }) => languageNamed(message), strict: true },
  {
    kind: /\b(?:sql|code|script|json|regex|xpath|path|file|filename)\b/i,
    pick: ({ take, values, message }, name) => codeIn(message) ?? take(values.quoted, name),
    strict: true,
  },
  { kind: /symbol|ticker/i, pick: ({ message }) => /\b[A-Z]{1,5}\b(?<!\bI|\bA)/.exec(message)?.[0], strict: true },
  {
    kind: /(?:^|[_\s-])(?:name|person|employee|customer|user|contact|attendee|assignee|author|owner)(?:$|[_\s-])|name$/i,
    pick: takeName,
    strict: true,
  },
];

interface FilledString {
  value: string;
  isFound: boolean;
}

/** A text argument: by what the field is about, else a quotation, else what the message is about. */
export function fillString(
  name: string,
  property: Record<string, unknown>,
  isRequired: boolean,
  picker: ValuePicker,
): FilledString | undefined {
  const named = picker.takeNamed(name);
  if (named !== undefined) return { value: named, isFound: true };
  const rule = ruleFor(name, property);
  const picked = rule?.pick(picker, name);
  if (picked !== undefined) return { value: picked, isFound: true };
  const fallback = property.default;
  if (!isRequired) return undefined;
  if (typeof fallback === 'string') return { value: fallback, isFound: false };
  const quoted = picker.take(picker.values.quoted, name);
  if (quoted !== undefined) return { value: quoted, isFound: true };
  if (rule?.strict || typeof property.format === 'string' || typeof property.pattern === 'string') return undefined;
  return { value: limited(wholeOrSalient(name, picker), property), isFound: false };
}

/** The name decides; only where it says nothing, the format or the description. */
function ruleFor(name: string, property: Record<string, unknown>): Rule | undefined {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1_$2');
  const byName = rules.find(({ kind }) => kind.test(spaced));
  if (
    byName ||
    /query|question|text|message|prompt|search|keyword|topic|body|content|description|subject|title|reason|note/i.test(
      spaced,
    )
  )
    return byName;
  const format = typeof property.format === 'string' ? property.format.replace(/-/g, '_') : '';
  const description = typeof property.description === 'string' ? property.description : '';
  return rules.find(({ kind }) => kind.test(format) || (description.length < 80 && kind.test(description)));
}

function takePlace({ take, values, message }: ValuePicker, name: string): string | undefined {
  if (/origin|from|source|departure/i.test(name)) return after(message, 'from') ?? take(values.places, name);
  if (/destination|\bto\b|arrival/i.test(name)) return after(message, 'to') ?? take(values.places, name);
  return take(values.places, name) ?? take(values.names, name);
}

function after(message: string, word: string): string | undefined {
  return new RegExp(`\\b${word}\\s+(\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+)*)`, 'u').exec(message)?.[1];
}

function takeId({ take, values }: ValuePicker, name: string): string | undefined {
  return take(values.ids, name) ?? take(values.numbers, name);
}

function takeName({ take, values, message }: ValuePicker, name: string): string | undefined {
  const introduced =
    /\b(?:named|called|name is|for|with|to|اسمه|اسمها|اسمي)\s+(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*|[\u0621-\u064a]+(?:\s[\u0621-\u064a]+)?)/u.exec(
      message,
    )?.[1];
  return introduced ?? take(values.names, name);
}

const languages =
  /\b(English|French|German|Spanish|Italian|Portuguese|Dutch|Arabic|Chinese|Japanese|Korean|Russian|Turkish|Hindi|Polish|Swedish|Greek|Hebrew|Persian|Urdu)\b|(العربية|الإنجليزية|الفرنسية|الألمانية|الإسبانية)/i;

function languageNamed(message: string): string | undefined {
  return languages.exec(message)?.[0];
}

function codeIn(message: string): string | undefined {
  return (/```\w*\n([\s\S]+?)```/.exec(message) ?? /`([^`]+)`/.exec(message))?.[1]?.trim();
}

function wholeOrSalient(name: string, picker: ValuePicker): string {
  if (!/body|content|description|message|details|text|question|note|reason/i.test(name)) return picker.salient();
  const said = /\b(?:saying|that says|telling (?:him|her|them)(?: that)?|with the text)\s*:?\s+([\s\S]+)$/i.exec(
    picker.message,
  )?.[1];
  return (said ?? picker.message).trim();
}

function limited(value: string, property: Record<string, unknown>): string {
  const longest = property.maxLength;
  return typeof longest === 'number' && value.length > longest ? value.slice(0, longest).trimEnd() : value;
}
