/** Made-up personal values with what stands around them, and look-alikes that are none. Nothing here is a detector's own test. */
export interface Sample {
  kind: string;
  /** The text with the value at `{value}`; without one for a look-alike. */
  text: string;
  value: string | null;
}

type Random = () => number;
const pick = <T>(random: Random, from: readonly T[], otherwise: T): T =>
  from[Math.floor(random() * from.length)] ?? otherwise;
const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const firstDigit = (random: Random) => String(1 + Math.floor(random() * 9));

function luhnDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

function card(random: Random): string {
  const body = `4${digits(random, 14)}`;
  const number = body + luhnDigit(body);
  const gap = pick(random, ['', ' ', '-'], '');
  return number.match(/.{4}/g)?.join(gap) ?? number;
}

function iban(random: Random): string {
  const account = `370400440${digits(random, 9)}`;
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  const whole = `DE${String(check).padStart(2, '0')}${account}`;
  return random() < 0.5 ? whole : (whole.match(/.{1,4}/g)?.join(' ') ?? whole);
}

const names = ['mona', 'h.schmidt', 'ali_hassan', 'sales+eu', 'o.neill', 'x9'];
const hosts = ['example.org', 'mail.example.co.uk', 'firma.example.de', 'example.sa'];

const makers: Record<string, (random: Random) => string> = {
  EMAIL: (random) => `${pick(random, names, 'a')}${Math.floor(random() * 1000)}@${pick(random, hosts, 'example.org')}`,
  PHONE: (random) =>
    pick(
      random,
      [
        `+1 415 ${firstDigit(random)}${digits(random, 2)} ${digits(random, 4)}`.replace(/ 1(\d\d) /, ' 5$1 '),
        `+49 30 ${firstDigit(random)}${digits(random, 6)}`,
        `+44 20 7946 0${digits(random, 3)}`,
        `+966 5${digits(random, 1)} ${digits(random, 3)} ${digits(random, 4)}`,
      ],
      '+49 30 1234567',
    ),
  CARD: card,
  IBAN: iban,
  IP: (random) => [93, ...Array.from({ length: 3 }, () => 1 + Math.floor(random() * 250))].join('.'),
  NATIONAL_ID: (random) =>
    `${100 + Math.floor(random() * 560)}-${10 + Math.floor(random() * 89)}-${1000 + Math.floor(random() * 8999)}`,
  SECRET: (random) =>
    `sk-proj-${Array.from({ length: 40 }, () => pick(random, [...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'], 'a')).join('')}`,
};

const sentences: Record<string, readonly string[]> = {
  EMAIL: ['Please write to {value} today.', 'البريد هو {value} للتواصل', 'cc: <{value}>', 'Kontakt: {value}, danke'],
  PHONE: ['Call me at {value} after five.', 'رقم الهاتف {value} صباحا', 'Tel. {value}.'],
  CARD: ['The card is {value}, valid to 09/29.', 'رقم البطاقة {value} من فضلك', 'Charge {value} again.'],
  IBAN: ['Send it to {value} please.', 'الحساب {value} في البنك', 'IBAN: {value}.'],
  IP: ['The login came from {value} at night.', 'Host {value} did not answer.'],
  NATIONAL_ID: ['My SSN is {value}.', 'social security number {value}'],
  SECRET: ['Use the key {value} for tests.', 'export OPENAI_API_KEY={value}'],
};

const lookAlikes: readonly ((random: Random) => string)[] = [
  (random) => `Order ${digits(random, 10)} was shipped.`,
  (random) => `Version 10.${digits(random, 1)}.${digits(random, 2)} is out.`,
  (random) => `We sold ${firstDigit(random)},${digits(random, 3)},${digits(random, 3)} units in 2025.`,
  (random) => `Card numbers have 16 digits; ${`4${digits(random, 14)}`}${'x'} is none.`,
  (random) => `The part is called DE-${digits(random, 4)}-B.`,
  () => 'Mention @support or visit example.org/contact.',
  (random) => `Meeting at 10:${digits(random, 1)}0 in room 4${digits(random, 2)}.`,
  (random) => `ISBN 978-3-16-${digits(random, 6)}-0, page ${digits(random, 3)}.`,
];

export const kinds = Object.keys(makers);

/** One in four is a look-alike; the others take turns through the kinds. */
export function sample(index: number, random: Random): Sample {
  if (index % 4 === 3) return { kind: 'none', text: pick(random, lookAlikes, () => 'Nothing.')(random), value: null };
  const kind = kinds[Math.floor(index - Math.floor(index / 4)) % kinds.length] ?? 'EMAIL';
  const value = makers[kind]?.(random) ?? '';
  return { kind, text: pick(random, sentences[kind] ?? [], '{value}').replace('{value}', value), value };
}
