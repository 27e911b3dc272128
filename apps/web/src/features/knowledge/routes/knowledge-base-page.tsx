import type { KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';
import { Skeleton, SkeletonText } from '@agentforge/ui/skeleton';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { FileText, MessageCircleQuestion, Search, Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import type { Versioned } from '../../../shared/versioned.ts';
import { useKnowledgeBase } from '../api/bases.ts';
import { AskTab } from '../components/ask-tab.tsx';
import { DocumentsTab } from '../components/documents-tab.tsx';
import { SearchTab } from '../components/search-tab.tsx';
import { SettingsTab } from '../components/settings-tab.tsx';

const tabs = ['documents', 'search', 'ask', 'settings'] as const;
const icons = { documents: FileText, search: Search, ask: MessageCircleQuestion, settings: Settings2 } as const;

/** One knowledge base: what is in it, and trying it out. */
export function KnowledgeBasePage(): ReactNode {
  const { knowledgeBaseId = '' } = useParams();
  const { t } = useTranslation('knowledge');
  const base = useKnowledgeBase(knowledgeBaseId);
  const crumbs = [{ label: t('list.title'), href: '/knowledge' }, { label: base.data?.value.name ?? '…' }];
  if (base.error && !base.data) {
    return (
      <Page title={t('list.title')} breadcrumbs={crumbs}>
        <ErrorNotice error={base.error} onRetry={() => void base.refetch()} />
      </Page>
    );
  }
  if (!base.data) {
    return (
      <div className="mx-auto w-full max-w-7xl px-4 py-8 sm:px-6 lg:px-8">
        <Skeleton className="mb-6 h-8 w-64" />
        <SkeletonText lines={6} />
      </div>
    );
  }
  return <LoadedBase versioned={base.data} breadcrumbs={crumbs} />;
}

interface LoadedBaseProps {
  versioned: Versioned<KnowledgeBase>;
  breadcrumbs: { label: string; href?: string }[];
}

function LoadedBase({ versioned, breadcrumbs }: LoadedBaseProps): ReactNode {
  const { t } = useTranslation('knowledge');
  const [search, setSearch] = useSearchParams();
  const base = versioned.value;
  const tab = tabs.find((one) => one === search.get('tab')) ?? 'documents';
  const labels = tabs.map((value) => ({
    value,
    label: t(`tab.${value}`),
    icon: icons[value],
    ...(value === 'documents' ? { count: base.documents.total } : {}),
  }));
  return (
    <Page title={base.name} description={base.description} breadcrumbs={breadcrumbs}>
      <Tabs
        label={t('tab.label')}
        tabs={labels}
        value={tab}
        onValueChange={(value) => setSearch(value === 'documents' ? {} : { tab: value }, { replace: true })}
      >
        <TabPanel value="documents" keepMounted>
          <DocumentsTab base={base} />
        </TabPanel>
        <TabPanel value="search" keepMounted>
          <SearchTab base={base} />
        </TabPanel>
        <TabPanel value="ask" keepMounted>
          <AskTab base={base} />
        </TabPanel>
        <TabPanel value="settings" keepMounted>
          <SettingsTab key={base.id} versioned={versioned} />
        </TabPanel>
      </Tabs>
    </Page>
  );
}
