import type { Document } from '@agentforge/contracts/knowledge/schemas';
import { Card } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { FileText, Layers, LoaderCircle } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { useKnowledgeBase } from '../api/bases.ts';
import { useDocument } from '../api/documents.ts';
import { ChunkList } from '../components/chunk-list.tsx';
import { DocumentActions } from '../components/document-actions.tsx';
import { DocumentFacts } from '../components/document-facts.tsx';
import { DocumentText } from '../components/document-text.tsx';
import { hashRange } from '../hash-range.ts';
import { isProcessing } from '../processing.ts';

/** One document: its text, its pieces, and what is known about it. */
export function DocumentPage(): ReactNode {
  const { knowledgeBaseId = '', documentId = '' } = useParams();
  const { t } = useTranslation('knowledge');
  const navigate = useNavigate();
  const base = useKnowledgeBase(knowledgeBaseId);
  const document = useDocument(documentId);
  const home = `/knowledge/${knowledgeBaseId}`;
  const crumbs = [
    { label: t('list.title'), href: '/knowledge' },
    { label: base.data?.value.name ?? '…', href: home },
    { label: document.data?.title ?? '…' },
  ];
  if (!document.data) {
    return (
      <Page title={t('document.one')} breadcrumbs={crumbs}>
        {document.error ? (
          <ErrorNotice error={document.error} onRetry={() => void document.refetch()} />
        ) : (
          <SkeletonText lines={10} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={document.data.title}
      breadcrumbs={crumbs}
      actions={<DocumentActions document={document.data} opened onDeleted={() => void navigate(home)} />}
    >
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <DocumentBody document={document.data} />
        <DocumentFacts document={document.data} />
      </div>
    </Page>
  );
}

function DocumentBody({ document }: { document: Document }): ReactNode {
  const { t } = useTranslation('knowledge');
  const { hash } = useLocation();
  const [view, setView] = useState('text');
  if (document.chunks === 0 && isProcessing(document)) {
    return <EmptyState icon={LoaderCircle} title={t('document.soonTitle')} text={t('document.soonText')} />;
  }
  return (
    <Card>
      <Tabs
        label={t('document.view')}
        value={view}
        onValueChange={setView}
        tabs={[
          { value: 'text', label: t('document.text'), icon: FileText },
          { value: 'chunks', label: t('documents.chunks'), icon: Layers, count: document.chunks },
        ]}
      >
        <TabPanel value="text">
          <DocumentText key={`${document.id} ${hash}`} documentId={document.id} marked={hashRange(hash)} />
        </TabPanel>
        <TabPanel value="chunks">
          <ChunkList documentId={document.id} />
        </TabPanel>
      </Tabs>
    </Card>
  );
}
