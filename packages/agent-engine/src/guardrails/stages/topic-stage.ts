import type { Language } from '../language.ts';
import { message } from '../messages.ts';
import { advance, declines, type TopicMatcher, type TopicProgress } from '../topics.ts';
import type { VerdictSpan } from '../verdict.ts';
import { nextWord } from '../words.ts';
import type { Stage } from './stage.ts';

const sentenceLength = 300;

function isComplete(text: string, end: number): boolean {
  if (end >= text.length) return false;
  return end + 1 < text.length || !/['’]/.test(text.charAt(end));
}

/** Ends the answer before a topic to avoid is named, unless the sentence declines. Holds back only begun phrases. */
export function createTopicStage(matcher: TopicMatcher, language: Language): Stage {
  let buffer = '';
  /** Positions are absolute: offset of the buffer's first character. */
  let base = 0;
  let fed = 0;
  let before = '';
  let progress: TopicProgress = { open: [] };
  let hit: VerdictSpan | undefined;
  let stopped = false;

  const sentenceAt = (position: number) =>
    (before + buffer.slice(0, position - base))
      .slice(-sentenceLength)
      .split(/[.!?؟。\n]/)
      .at(-1) ?? '';

  const release = (until: number): string => {
    const text = buffer.slice(0, until - base);
    buffer = buffer.slice(until - base);
    before = before.length > 4_000 ? (before + text).slice(-sentenceLength) : before + text;
    base = until;
    return text;
  };

  /** Feeds complete words; returns where the held part starts. */
  // eslint-disable-next-line complexity -- a scanner of cases on a hot path; each branch is one line
  const feed = (atEnd: boolean): number => {
    const last = buffer.charCodeAt(buffer.length - 1);
    const text = !atEnd && last >= 0xd800 && last < 0xdc00 ? buffer.slice(0, -1) : buffer;
    for (let word = nextWord(text, fed - base); word; word = nextWord(text, fed - base)) {
      if (!atEnd && !isComplete(text, word.end))
        return Math.min(base + word.start, progress.open[0]?.start ?? Infinity);
      const step = advance(matcher, progress, { text: word.text, start: base + word.start, end: base + word.end });
      progress = step.progress;
      fed = base + word.end;
      if (step.hit && !declines(sentenceAt(step.hit.start))) {
        hit = step.hit;
        stopped = true;
        return hit.start;
      }
    }
    return progress.open[0]?.start ?? base + text.length;
  };

  const step = (atEnd: boolean): string => {
    const held = feed(atEnd);
    const text = release(stopped || !atEnd ? held : base + buffer.length);
    if (!hit) return text;
    const refusal = message('topic', language);
    const gap = base === 0 ? '' : '\n\n';
    hit = { start: base + gap.length, end: base + gap.length + refusal.length, kind: 'topic' };
    buffer = '';
    return text + gap + refusal;
  };

  return {
    push(delta) {
      if (stopped) return '';
      buffer += delta;
      return step(false);
    },
    end: () => (stopped ? '' : step(true)),
    get stopped() {
      return stopped;
    },
    get endedAt() {
      return hit?.start ?? Infinity;
    },
    verdicts: (kept) =>
      hit && hit.start <= kept
        ? [
            {
              stage: 'output',
              rule: 'avoid_topic',
              action: 'block',
              detail: 'The answer touched a topic this agent avoids and was stopped.',
              spans: [hit],
            },
          ]
        : [],
  };
}
