import { AppError } from '@agentforge/kernel/errors';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's argon2id profile: 19 MiB, 2 passes. Argon2id is the library's default. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let decoy: Promise<string> | null = null;

/** Takes the same time whether there is a user or not. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await decoy), password.normalize('NFKC')).catch(() => false);
  return matches && stored !== null;
}

/** Refuses known and guessable passwords, also such as are made from the person's own data. */
export async function requireStrongPassword(password: string, about: readonly string[]): Promise<void> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const checker = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
  // Strength is judged on the first 128 characters; longer ones cannot be weak for being long.
  const result = checker.check(
    password.slice(0, 128),
    about.flatMap((text) => [text, ...text.split(/[@.\s_-]+/)]).filter(Boolean),
  );
  if (result.score >= 3) return;
  const hint = result.feedback.warning || result.feedback.suggestions[0] || 'Use a few unrelated words.';
  throw new AppError('rule_broken', {
    detail: `This password is too easy to guess. ${hint}`,
    errors: [{ path: 'password', message: `is too easy to guess. ${hint}` }],
  });
}
