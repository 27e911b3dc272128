/** A value found in a message, with where it stood, so that it can be matched with the words beside it. */
export interface FoundValue {
  text: string;
  start: number;
}

/** Everything in a message that can become an argument. */
export interface MessageValues {
  message: string;
  quoted: FoundValue[];
  emails: FoundValue[];
  urls: FoundValue[];
  dates: FoundValue[];
  times: FoundValue[];
  phones: FoundValue[];
  ids: FoundValue[];
  numbers: FoundValue[];
  /** Capitalised names, and what follows "in", "for", "of" and their Arabic sisters. */
  places: FoundValue[];
  names: FoundValue[];
  currencies: FoundValue[];
  expression: string | undefined;
}

const patterns = {
  quoted: /["“«]([^"”»\n]{1,500})["”»]|(?<![\p{L}\d])['‘]([^'’\n]{1,200})['’](?!\p{L})/gu,
  emails: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  urls: /https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g,
  dates:
    /\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\b|\b(?:today|tomorrow|yesterday|(?:next|this|last) (?:week|month|year|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))\b/gi,
  times: /\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]m)?\b|\b(?:1[0-2]|0?[1-9])\s?[ap]m\b/gi,
  phones: /\+\d[\d\s()-]{7,}\d/g,
  ids: /#\s?([A-Za-z0-9][\w-]*)|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z]{1,12}[-_]?\d[\w-]*\b|\b\d{3,}(?:-[\w]+)*\b/g,
  numbers: /(?<![\w.-])[-+]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w-]*[A-Za-z])/g,
  currencies:
    /\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|CNY|INR|AED|SAR|EGP|KWD|QAR|BRL|MXN|SEK|NOK|DKK|PLN|TRY|ZAR|KRW|SGD|HKD|NZD)\b/g,
} as const;

const easternDigits = /[٠-٩]/g;

/** Finds values in a message. Eastern Arabic digits count as digits. */
export function extractValues(original: string): MessageValues {
  const message = original.replace(easternDigits, (digit) => String(digit.charCodeAt(0) - 0x660));
  const emails = find(message, patterns.emails);
  const urls = find(message, patterns.urls);
  const dates = find(message, patterns.dates);
  const times = find(message, patterns.times);
  const phones = find(message, patterns.phones);
  const taken = [...emails, ...urls, ...dates, ...times, ...phones];
  const free = (value: FoundValue): boolean => !taken.some((other) => overlaps(value, other));
  return {
    message,
    quoted: find(message, patterns.quoted),
    emails,
    urls,
    dates,
    times,
    phones,
    ids: find(message, patterns.ids).filter(free),
    numbers: find(message, patterns.numbers).filter(free),
    places: findPlaces(message),
    names: findNames(message),
    currencies: find(message, patterns.currencies),
    expression: findExpression(message),
  };
}

function find(message: string, pattern: RegExp): FoundValue[] {
  return [...message.matchAll(pattern)].map((match) => ({
    text: (match.slice(1).find((group) => group !== undefined) ?? match[0]).trim(),
    start: match.index,
  }));
}

function overlaps(left: FoundValue, right: FoundValue): boolean {
  return left.start < right.start + right.text.length && right.start < left.start + left.text.length;
}

const englishPlace =
  /\b(?:in|for|of|at|to|from|near|around)\s+((?:[A-Z][\p{L}'’-]+)(?:\s+(?:[A-Z][\p{L}'’-]+|de|of|la|al))*)/gu;
const lowerPlace =
  /\b(?:in|near|around)\s+([\p{L}'’-]+(?:\s[\p{L}'’-]+)?)(?=\s*(?:[?.!,]|$|today|tomorrow|right now|now|this|next|on\b|and\b))/giu;
const arabicPlace =
  /(?:^|\s)(?:في|إلى|الى|من|عن|لمدينة|مدينة)\s+([\u0621-\u064a]+(?:\s(?:ال|أبو|بن)[\u0621-\u064a]*)?)/gu;
const noPlace =
  /^(?:the|a|an|my|our|your|this|that|fact|order|case|general|total|english|french|german|arabic|spanish|celsius|fahrenheit|minutes|hours|days|today|tomorrow|الطقس|اليوم|غدا|فضلك|طلب|طلبي|سياسة)\b/iu;

function findPlaces(message: string): FoundValue[] {
  const found = [...find(message, englishPlace), ...find(message, lowerPlace), ...find(message, arabicPlace)];
  const places = found.filter(
    ({ text }) =>
      text !== '' &&
      !noPlace.test(text) &&
      !/^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)$/.test(
        text,
      ),
  );
  return places.filter((place, index) => places.findIndex((other) => other.text === place.text) === index);
}

const notNames =
  /^(?:I|I'm|I'd|The|A|An|What|Where|Who|When|How|Why|Which|Please|Can|Could|Would|Is|Are|Do|Does|Find|Show|Give|Get|Tell|Send|Create|Look|Search|Check|Book|Schedule|Cancel|Translate|Convert|Calculate|List|My|Our|Your|And|Hi|Hello|Hey|Dear|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/;

/** The place that a message names beside another: `Paris and London`. */
export function placeBeside(message: string, place: string): string | undefined {
  const rest = message.slice(message.indexOf(place) + place.length);
  const match =
    /^\s*(?:,|and|&|or|و)\s*(?:in\s+|for\s+|في\s+)?(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*|[\u0621-\u064a]{3,})/u.exec(
      rest,
    );
  return match?.[1];
}

/** Capitalised words in a row; the first word of a sentence only counts with a second one. */
function findNames(message: string): FoundValue[] {
  const names: FoundValue[] = [];
  for (const match of message.matchAll(/\b\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)*/gu)) {
    const words = match[0].split(/\s+/);
    while (words.length > 0 && notNames.test(words[0] ?? '')) words.shift();
    const atStart = /(?:^|[.!?]\s*)$/.test(message.slice(0, match.index));
    const kept = words.join(' ');
    if (
      kept === '' ||
      /^[A-Z]{2,4}$/.test(kept) ||
      (atStart && words.length === match[0].split(/\s+/).length && words.length < 2)
    )
      continue;
    names.push({ text: kept, start: match.index + match[0].indexOf(kept) });
  }
  return names;
}

const wordOperators: readonly (readonly [RegExp, string])[] = [
  [/\b(?:times|multiplied by)\b|[×]/gi, '*'],
  [/\b(?:divided by|over)\b|[÷]/gi, '/'],
  [/\bplus\b/gi, '+'],
  [/\bminus\b/gi, '-'],
  [/(\d+(?:\.\d+)?)\s*(?:%|percent)\s+of\s+/gi, '$1 / 100 * '],
  [/\bsquared\b/gi, '^ 2'],
];

/** An arithmetic expression, also in words: `15% of 240`, `12 times 8`. */
function findExpression(message: string): string | undefined {
  let text = message.replace(/(\d),(?=\d{3}\b)/g, '$1').replace(/(\d)\s*[x]\s*(?=\d)/gi, '$1 * ');
  for (const [pattern, operator] of wordOperators) text = text.replace(pattern, operator);
  const candidates = text.match(/[-(\d][\d\s.+*/^()%-]*[\d)]/g) ?? [];
  return candidates
    .map((candidate) => candidate.trim())
    .filter((candidate) => /\d\s*[+*/^%]\s*[(-]*\d|\d\s+-\s+\d|^\(?\d+-\d+\)?$|\)\s*[-+*/^]/.test(candidate))
    .sort((left, right) => right.length - left.length)[0];
}
