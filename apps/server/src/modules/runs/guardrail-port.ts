import { createGuardrails, type Guardrails } from '@agentforge/agent-engine/guardrails/create-guardrails';
import { guardrailPolicy } from '@agentforge/agent-engine/guardrails/policy';
import type { PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import type { Verdict } from '@agentforge/agent-engine/guardrails/verdict';
import type { GuardrailPort } from '@agentforge/agent-engine/ports';
import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { verifyCitations } from '@agentforge/rag/cite';

/** What the check of the person's message found, kept with the message so that a takeover need not check again. */
export interface CheckedInput {
  text: string;
  verdicts: Verdict[];
}

const understoodLanguages = new Set(['user', 'auto', 'en', 'ar', 'multi']);

/** The guardrails of an agent over one conversation's vault. */
export function guardrailsOf(definition: AgentDefinition, vault: PiiVault): Guardrails {
  const { language, ...fields } = definition.guardrails;
  // A language the checker does not know is still asked for in the prompt; it is just not checked.
  const checked = understoodLanguages.has(language) ? language : 'multi';
  return createGuardrails(
    guardrailPolicy({
      ...fields,
      language: checked === 'en' || checked === 'ar' || checked === 'multi' ? checked : 'user',
    }),
    vault,
  );
}

/** Checks the message once, when it is accepted. A blocked one carries the reply as the verdict's detail. */
export function checkMessage(guardrails: Guardrails, message: string): CheckedInput {
  const { text, verdicts, blocked } = guardrails.checkInput(message);
  if (!blocked) return { text, verdicts };
  return {
    text,
    verdicts: verdicts.map((verdict) => (verdict.action === 'block' ? { ...verdict, detail: blocked.reply } : verdict)),
  };
}

/** The engine's view of the guardrails: the input is checked already, answers get citations and grounding. */
export function guardrailPort(guardrails: Guardrails, input: CheckedInput): GuardrailPort {
  return {
    checkInput: () => input,
    outputStream: () => guardrails.outputStream(),
    checkToolArguments: (name, args) => guardrails.checkToolArguments(name, args),
    checkSummary: (text, covered) => guardrails.checkSummary(text, covered),
    checkAnswer: ({ text, passages, question }) => {
      const ordered = passages.toSorted((left, right) => left.number - right.number);
      const report = verifyCitations(text, ordered);
      const checked = guardrails.checkAnswer({
        text,
        question,
        passages: ordered.map((passage) => ({ text: passage.text, title: passage.title })),
      });
      const sentences = report.sentences.map((sentence) => ({
        start: sentence.start,
        end: sentence.end,
        citations: sentence.cited ? sentence.passages : [],
        supported: sentence.claim ? sentence.supported : null,
      }));
      return {
        text: checked.text,
        citations: checked.abstained ? [] : report.citations,
        sentences: checked.abstained ? [] : sentences,
        verdicts: checked.verdicts,
      };
    },
  };
}
