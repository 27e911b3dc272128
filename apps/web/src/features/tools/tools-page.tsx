import type { Tool } from '@agentforge/contracts/tools/schemas';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { Select } from '@agentforge/ui/select';
import { FileInput, Plus, SearchX, Wrench } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useCommand } from '../../shared/commands.ts';
import { ErrorNotice } from '../../shared/error-notice.tsx';
import { Page } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { ToolCreateDrawer } from '../../shared/tool-form/tool-create-drawer.tsx';
import { useToolTypes } from '../../shared/tool-form/tool-queries.ts';
import { useDebounced } from '../../shared/use-debounced.ts';
import { useTools } from './api/tools.ts';
import { DeleteToolDialog } from './components/delete-tool-dialog.tsx';
import { EditToolDrawer } from './components/edit-tool-drawer.tsx';
import { ToolTable } from './components/tool-table.tsx';

const everyType = 'all';

export function ToolsPage(): ReactNode {
  const { t } = useTranslation('tools');
  const mayAdd = useSession().can('tools:write');
  const [opened, open] = useOpenedTool();
  const [search, setSearch] = useState('');
  const [type, setType] = useState(everyType);
  const [adding, setAdding] = useState(false);
  const [deleting, setDeleting] = useState<Tool>();
  const q = useDebounced(search.trim());
  const tools = useTools({ q, type: type === everyType ? '' : type });
  const filtered = q !== '' || type !== everyType;
  const untouched = !filtered && tools.data?.pages[0]?.data.length === 0;
  const add = mayAdd && <AddButtons onAdd={() => setAdding(true)} />;
  const clear = () => {
    setSearch('');
    setType(everyType);
  };
  useCommand(mayAdd ? { id: 'tools.add', label: t('add'), icon: Plus, run: () => setAdding(true) } : undefined);
  return (
    <Page title={t('title')} description={t('subtitle')} actions={!untouched && add}>
      {untouched ? (
        <EmptyState icon={Wrench} title={t('empty.title')} text={t('empty.text')} action={add} />
      ) : (
        <>
          <div className="mb-6 flex flex-wrap gap-3">
            <div className="w-full sm:w-80">
              <SearchInput value={search} onValueChange={setSearch} label={t('search')} />
            </div>
            <TypeFilter value={type} onValueChange={setType} />
          </div>
          <ToolList tools={tools} onOpen={(tool, tab) => open(tool.id, tab)} onDelete={setDeleting} onClear={clear} />
        </>
      )}
      <ToolCreateDrawer open={adding} onOpenChange={setAdding} onCreated={(tool) => open(tool.id, 'test')} />
      <EditToolDrawer
        toolId={opened.tool}
        tab={opened.tab}
        onTabChange={(tab) => open(opened.tool, tab)}
        onClose={() => open(undefined)}
      />
      <DeleteToolDialog tool={deleting} onClose={() => setDeleting(undefined)} />
    </Page>
  );
}

/** The opened tool and its tab live in the address, so that they can be linked and reloaded. */
function useOpenedTool() {
  const [address, setAddress] = useSearchParams();
  const opened = { tool: address.get('tool') ?? undefined, tab: address.get('tab') ?? 'settings' };
  const open = (tool: string | undefined, tab?: string) =>
    setAddress(tool === undefined ? {} : { tool, ...(tab ? { tab } : {}) }, { replace: tool === undefined });
  return [opened, open] as const;
}

interface ToolListProps {
  tools: ReturnType<typeof useTools>;
  onOpen: (tool: Tool, tab?: string) => void;
  onDelete: (tool: Tool) => void;
  onClear: () => void;
}

function ToolList({ tools, onOpen, onDelete, onClear }: ToolListProps): ReactNode {
  const { t } = useTranslation('tools');
  const rows = tools.data?.pages.flatMap((page) => page.data);
  if (tools.error && !rows) return <ErrorNotice error={tools.error} onRetry={() => void tools.refetch()} />;
  const nothing = (
    <EmptyState
      plain
      icon={SearchX}
      title={t('nothing.title')}
      text={t('nothing.text')}
      action={
        <Button variant="outline" onClick={onClear}>
          {t('nothing.action')}
        </Button>
      }
    />
  );
  return (
    <>
      <ToolTable rows={rows ?? []} loading={tools.isPending} onOpen={onOpen} onDelete={onDelete} empty={nothing} />
      <LoadMore
        hasMore={tools.hasNextPage}
        loading={tools.isFetchingNextPage}
        onLoadMore={() => void tools.fetchNextPage()}
      />
    </>
  );
}

function AddButtons({ onAdd }: { onAdd: () => void }): ReactNode {
  const { t } = useTranslation('tools');
  return (
    <>
      <Button variant="outline" icon={FileInput} asChild>
        <Link to="/tools/import">{t('importOpenApi')}</Link>
      </Button>
      <Button icon={Plus} onClick={onAdd}>
        {t('add')}
      </Button>
    </>
  );
}

function TypeFilter({ value, onValueChange }: { value: string; onValueChange: (type: string) => void }): ReactNode {
  const { t } = useTranslation('tools');
  const types = useToolTypes();
  const options = [
    { value: everyType, label: t('allTypes') },
    ...(types.data ?? []).map((each) => ({ value: each.type, label: each.name })),
  ];
  return (
    <Select
      aria-label={t('typeFilter')}
      options={options}
      value={value}
      onValueChange={onValueChange}
      className="w-full sm:w-56"
    />
  );
}
