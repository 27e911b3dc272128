import type { Language } from '../language.ts';
import { cutPosition, cutWindow, lastSentenceEnd } from '../length.ts';
import { message } from '../messages.ts';
import type { VerdictSpan } from '../verdict.ts';
import type { Stage } from './stage.ts';

/** Ends the answer at a sentence before `limit` characters, with a note. Holds back sentences only near the limit. */
export function createLengthStage(limit: number, language: Language): Stage {
  const holdFrom = limit - cutWindow(limit);
  let all = '';
  let released = 0;
  let note: VerdictSpan | undefined;

  const releaseTo = (position: number): string => {
    const text = all.slice(released, position);
    released = Math.max(released, position);
    return text;
  };

  const cut = (): string => {
    const position = cutPosition(all, limit);
    const kept = all.slice(0, position);
    const fences = kept.match(/^ {0,3}```/gm)?.length ?? 0;
    const ending = `${fences % 2 === 1 ? '\n```' : ''}\n\n${message('cut', language)}`;
    const text = releaseTo(position) + ending;
    note = { start: position, end: position + ending.length, kind: 'length' };
    return text;
  };

  return {
    push(delta) {
      if (note) return '';
      all += delta;
      if (all.length <= holdFrom) {
        released = all.length;
        return delta;
      }
      if (all.length > limit) return cut();
      const sentence = released + lastSentenceEnd(all.slice(released));
      const border = all.lastIndexOf(' ', holdFrom) + 1;
      return releaseTo(Math.max(released, sentence, border));
    },
    end: () => (note ? '' : releaseTo(all.length)),
    get stopped() {
      return note !== undefined;
    },
    get endedAt() {
      return note?.start ?? Infinity;
    },
    verdicts: () =>
      note
        ? [
            {
              stage: 'output',
              rule: 'max_length',
              action: 'cut',
              detail: 'The answer was longer than this agent may write and was cut at a sentence.',
              spans: [note],
            },
          ]
        : [],
  };
}
