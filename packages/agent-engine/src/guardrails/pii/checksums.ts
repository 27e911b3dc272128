const dihedral = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const permutations = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff check (Aadhaar): true when the last digit fits. */
export function verhoeff(digits: string): boolean {
  let check = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const permuted = Number((permutations[index % 8] ?? '').charAt(digit));
    check = Number((dihedral[check] ?? '').charAt(permuted));
  }
  return check === 0;
}

/** The letter of a Spanish DNI or NIE for its number. */
export function spanishLetter(number: number): string {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(number % 23);
}

/** Whether year, month and day make a day of the calendar. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
