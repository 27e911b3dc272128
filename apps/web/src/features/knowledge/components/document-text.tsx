import { Button } from '@agentforge/ui/button';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useDocumentContent } from '../api/documents.ts';
import { type TextRange, windowFor, windowSize } from '../hash-range.ts';

export interface DocumentTextProps {
  documentId: string;
  /** The passage to mark and scroll to. */
  marked: TextRange | undefined;
}

/** The extracted text, a long one in parts, with one passage marked. */
export function DocumentText({ documentId, marked }: DocumentTextProps): ReactNode {
  const { t } = useTranslation('knowledge');
  const [shown, setShown] = useState(() => windowFor(marked));
  const content = useDocumentContent(documentId, shown.start, shown.end);
  const mark = useRef<HTMLElement>(null);
  const ready = content.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the marked text is first there
  useEffect(() => {
    mark.current?.scrollIntoView({ block: 'center' });
  }, [ready, marked?.start]);
  if (content.isPending) return <SkeletonText lines={12} />;
  if (content.error) return <ErrorNotice error={content.error} onRetry={() => void content.refetch()} />;
  const { text, start, end, total } = content.data;
  if (total === 0) return <p className="text-sm text-muted">{t('document.noText')}</p>;
  const at = (offset: number) => Math.min(text.length, Math.max(0, offset - start));
  const from = at(marked?.start ?? 0);
  const to = at(marked?.end ?? 0);
  return (
    <div className="flex flex-col items-start gap-4">
      {start > 0 && (
        <Button
          variant="outline"
          size="sm"
          onClick={() => setShown({ ...shown, start: Math.max(0, start - windowSize) })}
        >
          {t('document.earlier')}
        </Button>
      )}
      <div dir="auto" className="w-full text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap">
        {text.slice(0, from)}
        {to > from && (
          <mark ref={mark} className="scroll-mt-24 rounded-sm bg-accent-soft text-foreground ring-2 ring-accent-line">
            {text.slice(from, to)}
          </mark>
        )}
        {text.slice(Math.max(from, to))}
      </div>
      {end < total && (
        <Button variant="outline" size="sm" onClick={() => setShown({ ...shown, end: end + windowSize })}>
          {t('document.later')}
        </Button>
      )}
    </div>
  );
}
