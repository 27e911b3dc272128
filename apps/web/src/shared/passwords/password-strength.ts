export const leastPasswordLength = 10;

export type PasswordStrength = 0 | 1 | 2 | 3 | 4;

const common = /pass ?w(o|0)rd|qwert|asdf|letmein|welcome|admin|iloveyou|abc123|111|123|000|changeme|secret/i;

/** Length left after runs (`aaaa`), sequences (`abcd`, `9876`) and known words count for one sign each. */
function effectiveLength(password: string, about: readonly string[]): number {
  let rest = password.toLowerCase();
  for (const own of about.flatMap((text) => text.toLowerCase().split(/[@.\s_-]+/)))
    if (own.length > 2) rest = rest.replaceAll(own, '.');
  rest = rest.replace(new RegExp(common, 'gi'), '.');
  let length = 0;
  for (let place = 0; place < rest.length; place++) {
    const step = rest.charCodeAt(place) - rest.charCodeAt(place - 1);
    const before = rest.charCodeAt(place - 1) - rest.charCodeAt(place - 2);
    const predictable = step === before && Math.abs(step) <= 1;
    if (!predictable) length += 1;
  }
  return length;
}

/** A hint while typing, from 0 (too short) to 4 (strong). The server judges with dictionaries and has the last word. */
export function passwordStrength(password: string, about: readonly string[] = []): PasswordStrength {
  if (password.length < leastPasswordLength) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  const score = effectiveLength(password, about) + kinds * 1.5;
  if (score < 10) return 1;
  if (score < 14) return 2;
  return score < 18 ? 3 : 4;
}

const signs = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Four groups of five signs that cannot be mistaken for each other; about 116 bits. */
export function generatePassword(): string {
  const groups = Array.from({ length: 4 }, () => Array.from({ length: 5 }, randomSign).join(''));
  return groups.join('-');
}

function randomSign(): string {
  // Values above the last whole multiple are drawn again: each sign is equally likely.
  const limit = 256 - (256 % signs.length);
  for (;;) {
    const [value = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (value < limit) return signs.charAt(value % signs.length);
  }
}
