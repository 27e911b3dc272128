import { classNames } from '@agentforge/ui/class-names';
import { FileText, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatCitation } from './chat-state.ts';
import { useLocatorText } from './use-locator-text.ts';

export interface SourceListProps {
  citations: readonly ChatCitation[];
  onOpen: (citation: ChatCitation) => void;
}

/** The passages an answer rests on. Those nobody cited in the end are left out once it has been checked. */
export function SourceList({ citations, onOpen }: SourceListProps): ReactNode {
  const { t } = useTranslation('chat');
  const describe = useLocatorText();
  const checked = citations.filter(({ supported }) => supported !== null);
  if (checked.length === 0) return null;
  const sources = [...new Map(checked.map((citation) => [citation.index, citation])).values()];
  return (
    <section aria-label={t('citation.sources')} className="mt-3">
      <ul className="flex flex-wrap gap-2">
        {sources.map((citation) => (
          <li key={citation.index} className="min-w-0">
            <button
              type="button"
              onClick={() => onOpen(citation)}
              className={classNames(
                'flex max-w-72 items-center gap-2 rounded-lg border px-2.5 py-1.5 text-start text-[0.8125rem] transition-colors touch-height',
                citation.supported
                  ? 'border-line bg-surface hover:border-control'
                  : 'border-dashed border-danger-text bg-danger-soft text-danger-text',
              )}
            >
              {citation.supported ? (
                <FileText aria-hidden className="size-3.5 shrink-0 text-subtle" />
              ) : (
                <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
              )}
              <span className="font-semibold tabular-nums">{citation.index}</span>
              <span className="min-w-0 truncate">
                <bdi>{citation.title}</bdi>
                {describe(citation.locator) && <span className="text-subtle"> · {describe(citation.locator)}</span>}
              </span>
              {!citation.supported && <span className="sr-only">{t('citation.unsupported')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
