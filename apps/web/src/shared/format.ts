import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

type Moment = Date | string | number;

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

export interface Format {
  /** "22 Nov 2026" */
  date: (moment: Moment) => string;
  /** "22 Nov 2026, 10:05" */
  dateTime: (moment: Moment) => string;
  time: (moment: Moment) => string;
  /** "3 minutes ago"; below a minute "now". `now` is for tests. */
  relative: (moment: Moment, now?: number) => string;
  number: (value: number, options?: Intl.NumberFormatOptions) => string;
  /** "12.4K" */
  compact: (value: number) => string;
  /** 0.25 → "25%" */
  percent: (share: number) => string;
  /** US dollars; small costs keep their digits. */
  money: (dollars: number) => string;
  bytes: (count: number) => string;
  /** Milliseconds as "340ms", "2.1s" or "3m". */
  duration: (milliseconds: number) => string;
  list: (words: readonly string[]) => string;
}

/** Formats for one language. Digits are Latin in every language: ids, prices and code stand beside them. */
export function createFormat(language: string): Format {
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language === 'en' ? 'en-GB' : language;
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).format(value);
  const moment = (value: Moment, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, options).format(new Date(value));
  const unit = (value: number, name: string, digits = 0, display: 'short' | 'narrow' = 'short') =>
    number(value, { style: 'unit', unit: name, unitDisplay: display, maximumFractionDigits: digits });
  return {
    date: (value) => moment(value, { dateStyle: 'medium' }),
    dateTime: (value) => moment(value, { dateStyle: 'medium', timeStyle: 'short' }),
    time: (value) => moment(value, { timeStyle: 'short' }),
    relative: (value, now = Date.now()) => {
      const seconds = (new Date(value).getTime() - now) / 1000;
      const [name, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      const amount = name === 'second' ? 0 : Math.round(seconds / size);
      return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(amount, name);
    },
    number,
    compact: (value) => number(value, { notation: 'compact', maximumFractionDigits: 1 }),
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 1 }),
    // Arabic data would write US$ behind the number; dollars look the same in every language here.
    money: (dollars) =>
      new Intl.NumberFormat(language === 'ar' ? 'en' : locale, {
        style: 'currency',
        currency: 'USD',
        currencyDisplay: 'narrowSymbol',
        maximumFractionDigits: dollars !== 0 && Math.abs(dollars) < 0.1 ? 5 : 2,
      }).format(dollars),
    bytes: (count) => {
      const names = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
      const power = Math.min(names.length - 1, Math.floor(Math.log(Math.max(1, count)) / Math.log(1024)));
      return unit(count / 1024 ** power, names[power] ?? 'byte', power > 1 ? 1 : 0);
    },
    duration: (milliseconds) => {
      if (milliseconds < 1000) return unit(milliseconds, 'millisecond', 0, 'narrow');
      return milliseconds < 60_000
        ? unit(milliseconds / 1000, 'second', 1, 'narrow')
        : unit(milliseconds / 60_000, 'minute', 1, 'narrow');
    },
    list: (words) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words),
  };
}

/** `createFormat` for the present language. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language), [i18n.language]);
}
