import { classNames } from '@agentforge/ui/class-names';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCitation } from './citation-context.ts';

/** `[1]` in an answer: a button when there is such a passage, plain text when the model made the number up. */
export function CitationMark({ index }: { index: number }): ReactNode {
  const { t } = useTranslation('chat');
  const { citation, open } = useCitation(index);
  if (!citation) return <>[{index}]</>;
  const unsupported = citation.supported === false;
  const name = t('citation.open', { index, title: citation.title });
  return (
    <button
      type="button"
      onClick={open}
      aria-label={unsupported ? `${name}. ${t('citation.unsupported')}` : name}
      title={unsupported ? t('citation.unsupported') : citation.title}
      className={classNames(
        'mx-0.5 inline-flex h-5 min-w-5 items-center justify-center rounded-md border px-1 align-[0.1em] text-[0.6875rem] leading-none font-semibold tabular-nums transition-colors relative after:absolute after:-inset-2',
        unsupported
          ? 'border-dashed border-danger-text bg-danger-soft text-danger-text line-through hover:no-underline'
          : 'border-accent-line bg-accent-soft text-accent-text hover:border-accent-text',
      )}
    >
      {index}
    </button>
  );
}
