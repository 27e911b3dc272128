import { z } from 'zod';
import { type PiiKind, piiKinds } from './pii/kinds.ts';

const topics = z.array(z.string().trim().min(1).max(200)).max(100).default([]);

/** The guardrail fields of an agent, as stored. Unknown fields (escalation and so on) are not ours and are dropped. */
export const guardrailFields = z.object({
  anti_hallucination: z.boolean().default(true),
  cite_sources: z.boolean().default(true),
  admit_uncertainty: z.boolean().default(true),
  verify_facts: z.boolean().default(true),
  no_speculation: z.boolean().default(false),
  avoid_topics: topics,
  focus_topics: topics,
  max_length: z.enum(['short', 'medium', 'long', 'unlimited']).default('medium'),
  language: z.enum(['user', 'auto', 'en', 'ar', 'multi']).default('user'),
  pii_protection: z.boolean().default(true),
  mask_pii: z.boolean().default(true),
  no_store_pii: z.boolean().default(true),
});

export type GuardrailFields = z.input<typeof guardrailFields>;
export type MaxLength = 'short' | 'medium' | 'long' | 'unlimited';
export type LanguageRule = 'user' | 'en' | 'ar' | 'multi';

/** What the guardrails enforce. Derived, never stored. */
export interface GuardrailPolicy {
  antiHallucination: boolean;
  citeSources: boolean;
  /** Whether an unsupported answer is replaced by "I do not know"; otherwise it is only flagged. */
  admitUncertainty: boolean;
  /** Whether one unsupported number or date is enough to call a sentence unsupported. */
  verifyFacts: boolean;
  noSpeculation: boolean;
  avoidTopics: readonly string[];
  focusTopics: readonly string[];
  maxLength: MaxLength;
  language: LanguageRule;
  /** `tokenise`: readers with the right see values again. `mask`: nobody does; tools still can. */
  pii: 'off' | 'tokenise' | 'mask';
  /** Keys and passwords are kept from the model whatever the rest says. */
  secrets: boolean;
  /** False: the caller drops the vault when the run ends, so stored text can never be restored. */
  storeValues: boolean;
}

/** The policy of an agent's guardrail fields; missing fields take the product's defaults. Throws ZodError. */
export function guardrailPolicy(fields: GuardrailFields): GuardrailPolicy {
  const parsed = guardrailFields.parse(fields);
  return {
    antiHallucination: parsed.anti_hallucination,
    citeSources: parsed.cite_sources,
    admitUncertainty: parsed.admit_uncertainty,
    verifyFacts: parsed.verify_facts,
    noSpeculation: parsed.no_speculation,
    avoidTopics: parsed.avoid_topics,
    focusTopics: parsed.focus_topics,
    maxLength: parsed.max_length,
    language: parsed.language === 'auto' ? 'user' : parsed.language,
    pii: piiMode(parsed.pii_protection, parsed.mask_pii),
    secrets: true,
    storeValues: !parsed.no_store_pii,
  };
}

function piiMode(protect: boolean, mask: boolean): GuardrailPolicy['pii'] {
  if (!protect) return 'off';
  return mask ? 'mask' : 'tokenise';
}

/** Kinds looked for. Names only in what people write: an answer may well say "My name is …" of the agent itself. */
export function kindsFor(policy: GuardrailPolicy, stage: 'input' | 'output' | 'tool'): readonly PiiKind[] {
  const kinds: readonly PiiKind[] = policy.pii === 'off' ? [] : piiKinds.filter((kind) => kind !== 'SECRET');
  const wanted = policy.secrets ? [...kinds, 'SECRET' as const] : kinds;
  return stage === 'output' ? wanted.filter((kind) => kind !== 'NAME') : wanted;
}
