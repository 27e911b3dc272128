const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Two places of what is left: "1d 2h", "1h 5m", and under an hour a clock, "4:05". */
export function timeLeft(milliseconds: number, language: string): string {
  const left = Math.max(0, milliseconds);
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language;
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(Math.floor(value));
  if (left >= day) return `${unit(left / day, 'day')} ${unit((left % day) / hour, 'hour')}`;
  if (left >= hour) return `${unit(left / hour, 'hour')} ${unit((left % hour) / minute, 'minute')}`;
  const seconds = Math.floor((left % minute) / 1000);
  return `${Math.floor(left / minute)}:${String(seconds).padStart(2, '0')}`;
}
