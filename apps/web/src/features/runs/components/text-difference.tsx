import { classNames } from '@agentforge/ui/class-names';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunComparison } from '../api/traces.ts';

export interface TextDifferenceProps {
  pieces: RunComparison['answer'];
  side: 'left' | 'right';
}

/** One side of two texts; what only this side has is marked, and named for those who do not see the mark. */
export function TextDifference({ pieces, side }: TextDifferenceProps): ReactNode {
  const { t } = useTranslation('runs');
  const own = pieces.filter(({ kind }) => kind === 'same' || kind === side);
  if (own.every(({ text }) => text === '')) return <p className="text-sm text-subtle">{t('compare.noText')}</p>;
  return (
    <p className="text-sm break-words whitespace-pre-wrap">
      {own.map(({ kind, text }, position) =>
        kind === 'same' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a finished comparison keep their order
          <span key={position}>{text}</span>
        ) : (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a finished comparison keep their order
            key={position}
            className={classNames(
              'rounded-sm px-0.5 text-foreground underline decoration-2 underline-offset-2',
              side === 'left' ? 'bg-danger-soft decoration-danger-text' : 'bg-success-soft decoration-success-text',
            )}
          >
            {text}
          </mark>
        ),
      )}
    </p>
  );
}
