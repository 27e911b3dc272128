import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocatorText } from '../../../shared/chat/use-locator-text.ts';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useChunks } from '../api/documents.ts';

/** The pieces that search works with. */
export function ChunkList({ documentId }: { documentId: string }): ReactNode {
  const { t } = useTranslation('knowledge');
  const describe = useLocatorText();
  const chunks = useChunks(documentId);
  if (chunks.loading) return <SkeletonText lines={10} />;
  if (chunks.error) return <ErrorNotice error={chunks.error} onRetry={chunks.retry} />;
  if (chunks.rows.length === 0) return <EmptyState plain icon={Layers} title={t('document.noChunks')} />;
  return (
    <>
      <ol className="flex flex-col gap-3">
        {chunks.rows.map((chunk) => (
          <li key={chunk.id} className="rounded-xl border border-line bg-sunken/50 p-4">
            <p className="mb-2 flex flex-wrap gap-x-3 text-xs text-subtle">
              <span className="font-medium">{t('document.chunk', { number: chunk.index + 1 })}</span>
              <span>{describe(chunk.locator)}</span>
              <span>{t('document.characters', { count: chunk.text.length })}</span>
            </p>
            <p dir="auto" className="text-sm leading-relaxed break-words whitespace-pre-wrap">
              {chunk.text}
            </p>
          </li>
        ))}
      </ol>
      <LoadMore hasMore={chunks.hasMore} loading={chunks.loadingMore} onLoadMore={chunks.loadMore} />
    </>
  );
}
