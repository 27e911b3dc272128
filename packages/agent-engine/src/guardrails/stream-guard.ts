import type { Language } from './language.ts';
import { lengthLimits } from './length.ts';
import { type GuardrailPolicy, kindsFor } from './policy.ts';
import { createInvisibleStage } from './stages/invisible-stage.ts';
import { createLengthStage } from './stages/length-stage.ts';
import { createPiiStage } from './stages/pii-stage.ts';
import type { Stage } from './stages/stage.ts';
import { createTopicStage } from './stages/topic-stage.ts';
import { createTopicMatcher } from './topics.ts';
import type { PiiVault } from './vault.ts';
import type { Verdict } from './verdict.ts';

export interface StreamGuardOptions {
  /** Language of our own sentences. Default: English. */
  language?: Language;
  /** Regions of national phone numbers. */
  regions?: readonly string[];
}

export interface StreamGuard {
  /** The next part of the model's text; returns what may be shown now, which may be nothing. */
  push(delta: string): string;
  /** `tail` is what was still held; `text` the whole answer as shown. Spans of the verdicts point into `text`. */
  end(): { tail: string; verdicts: Verdict[]; text: string };
  /** True when nothing more will be shown: the caller can end the model's stream. */
  readonly stopped: boolean;
}

/**
 * Output guardrails for a text stream. The concatenated output depends on the text alone, not on its chunks. Tokens of
 * the vault come out whole and unrestored; restoring belongs to whoever knows what the reader may see.
 */
export function createStreamGuard(
  policy: GuardrailPolicy,
  vault: PiiVault,
  options: StreamGuardOptions = {},
): StreamGuard {
  const language = options.language ?? 'en';
  const stages: Stage[] = [createInvisibleStage()];
  if (kindsFor(policy, 'output').length > 0) stages.push(createPiiStage(policy, vault, options.regions));
  const matcher = createTopicMatcher(policy.avoidTopics);
  if (!matcher.isEmpty) stages.push(createTopicStage(matcher, language));
  const { maxCharacters } = lengthLimits(policy.maxLength);
  if (maxCharacters !== undefined) stages.push(createLengthStage(maxCharacters, language));

  let text = '';
  let stopped = false;
  const through = (delta: string, from: number): string => {
    let current = delta;
    for (let index = from; index < stages.length; index += 1) {
      if (current === '') return '';
      current = stages[index]?.push(current) ?? '';
    }
    return current;
  };
  const show = (shown: string): string => {
    text += shown;
    return shown;
  };

  return {
    push(delta) {
      if (stopped) return '';
      const shown = through(delta, 0);
      stopped = stages.some((stage) => stage.stopped);
      return shown === '' ? '' : show(shown);
    },
    end() {
      let tail = '';
      for (const [index, stage] of stages.entries()) tail += through(stage.end(), index + 1);
      show(tail);
      const keptBy = (index: number) => Math.min(...stages.slice(index + 1).map((stage) => stage.endedAt ?? Infinity));
      return { tail, verdicts: stages.flatMap((stage, index) => stage.verdicts(keptBy(index))), text };
    },
    get stopped() {
      return stopped;
    },
  };
}
