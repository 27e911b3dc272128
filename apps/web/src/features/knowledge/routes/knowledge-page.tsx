import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Library, Plus, SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../shared/commands.ts';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { useSession } from '../../../shared/session.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { useKnowledgeBases } from '../api/bases.ts';
import { BaseCard } from '../components/base-card.tsx';
import { CreateBaseDialog } from '../components/create-base-dialog.tsx';

/** All knowledge bases. */
export function KnowledgePage(): ReactNode {
  const { t } = useTranslation('knowledge');
  const { can } = useSession();
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const wanted = useDebounced(search.trim());
  const bases = useKnowledgeBases(wanted);
  const mayCreate = can('kb:write');
  const open = () => setCreating(true);
  useCommand(mayCreate ? { id: 'knowledge.create', label: t('create.title'), icon: Plus, run: open } : undefined);
  const create = mayCreate && (
    <Button icon={Plus} onClick={open}>
      {t('list.create')}
    </Button>
  );
  const none = !bases.loading && !bases.error && bases.rows.length === 0;
  const blank = none && wanted === '';
  return (
    <Page title={t('list.title')} description={t('list.description')} actions={!blank && create}>
      {!blank && (
        <div className="mb-5 sm:w-80">
          <SearchInput value={search} onValueChange={setSearch} label={t('list.search')} />
        </div>
      )}
      {bases.error && <ErrorNotice error={bases.error} onRetry={bases.retry} />}
      {bases.loading && <LoadingCards />}
      {blank && <EmptyState icon={Library} title={t('list.noneTitle')} text={t('list.noneText')} action={create} />}
      {none && !blank && <EmptyState icon={SearchX} title={t('list.noneFound')} />}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {bases.rows.map((base) => (
          <li key={base.id} className="min-w-0">
            <BaseCard base={base} />
          </li>
        ))}
      </ul>
      <LoadMore hasMore={bases.hasMore} loading={bases.loadingMore} onLoadMore={bases.loadMore} />
      <CreateBaseDialog open={creating} onOpenChange={setCreating} />
    </Page>
  );
}

function LoadingCards(): ReactNode {
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {['a', 'b', 'c'].map((card) => (
        <Card key={card}>
          <SkeletonText lines={4} />
        </Card>
      ))}
    </div>
  );
}
