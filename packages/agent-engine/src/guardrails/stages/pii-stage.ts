import type { PiiKind } from '../pii/kinds.ts';
import { createScanner, type ScanStep } from '../pii/scanner.ts';
import { piiVerdicts } from '../pii-verdict.ts';
import { type GuardrailPolicy, kindsFor } from '../policy.ts';
import { maskOf, type PiiVault, replaceFindings, tokenFor } from '../vault.ts';
import type { VerdictSpan } from '../verdict.ts';
import type { Stage } from './stage.ts';

/**
 * Hides personal data and secrets the model writes. Tokens of the vault pass whole; tokens the model invented become
 * LITERAL, else they would take the value a later message gives that token.
 */
export function createPiiStage(policy: GuardrailPolicy, vault: PiiVault, regions?: readonly string[]): Stage {
  // As of now: the model cannot know tokens that its own answer creates.
  const known = new Set(vault.entries.map((entry) => entry.token));
  const scanner = createScanner({
    kinds: kindsFor(policy, 'output'),
    isKnownToken: (token) => known.has(token),
    ...(regions && { regions }),
  });
  const replace = (kind: PiiKind, value: string) =>
    kind === 'LITERAL' || policy.pii === 'tokenise' ? tokenFor(vault, kind, value) : maskOf(kind, value);
  const spans: VerdictSpan[] = [];
  let written = 0;

  const write = ({ text, findings }: ScanStep): string => {
    if (findings.length === 0) {
      written += text.length;
      return text;
    }
    const replaced = replaceFindings(text, findings, replace, written);
    spans.push(...replaced.spans);
    written += replaced.text.length;
    return replaced.text;
  };
  return {
    push: (delta) => write(scanner.push(delta)),
    end: () => write(scanner.end()),
    stopped: false,
    verdicts: (kept) =>
      piiVerdicts(
        'output',
        spans.filter((span) => span.end <= kept),
      ),
  };
}
