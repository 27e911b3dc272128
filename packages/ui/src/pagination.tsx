import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { fill, useUiStrings } from './ui-provider.tsx';

export interface PaginationProps {
  /** 1 for the first page. */
  page: number;
  pageCount: number;
  onPageChange: (page: number) => void;
}

export function Pagination({ page, pageCount, onPageChange }: PaginationProps): ReactNode {
  const strings = useUiStrings();
  if (pageCount <= 1) return null;
  return (
    <nav className="flex items-center justify-between gap-3 pt-4">
      <p className="text-sm text-subtle tabular-nums" aria-live="polite">
        {fill(strings.page, { page, count: pageCount })}
      </p>
      <div className="flex gap-2">
        <IconButton
          icon={ChevronLeft}
          mirror
          label={strings.previous}
          variant="outline"
          size="sm"
          disabled={page <= 1}
          onClick={() => onPageChange(page - 1)}
        />
        <IconButton
          icon={ChevronRight}
          mirror
          label={strings.next}
          variant="outline"
          size="sm"
          disabled={page >= pageCount}
          onClick={() => onPageChange(page + 1)}
        />
      </div>
    </nav>
  );
}

export interface LoadMoreProps {
  hasMore: boolean;
  loading?: boolean | undefined;
  onLoadMore: () => void;
  shown?: number;
  total?: number;
}

/** For lists read by cursor. */
export function LoadMore({ hasMore, loading, onLoadMore, shown, total }: LoadMoreProps): ReactNode {
  const strings = useUiStrings();
  const counted = shown !== undefined && total !== undefined;
  if (!hasMore && !counted) return null;
  return (
    <div className="flex flex-col items-center gap-3 pt-6">
      {counted && (
        <p className="text-sm text-subtle tabular-nums" aria-live="polite">
          {fill(strings.shownOf, { shown, total })}
        </p>
      )}
      {hasMore && (
        <Button variant="outline" loading={loading} onClick={onLoadMore}>
          {strings.loadMore}
        </Button>
      )}
    </div>
  );
}
