import { EmptyState } from '@agentforge/ui/empty-state';
import { FileQuestion } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../shared/page.tsx';
import { useReadOpenApi } from './api/tools.ts';
import { ImportOperations } from './components/import/import-operations.tsx';
import { ImportSource } from './components/import/import-source.tsx';

/** A document, its operations, one way of signing in: tools. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation('tools');
  const reading = useReadOpenApi();
  return (
    <Page
      width="narrow"
      title={t('import.title')}
      description={t('import.subtitle')}
      breadcrumbs={[{ label: t('title'), href: '/tools' }, { label: t('import.title') }]}
    >
      <div className="flex flex-col gap-6">
        {!reading.data && <ImportSource reading={reading.isPending} error={reading.error} onRead={reading.mutate} />}
        {reading.data && reading.data.operations.length === 0 && (
          <EmptyState icon={FileQuestion} title={t('import.noneFound')} />
        )}
        {reading.data && reading.data.operations.length > 0 && (
          <ImportOperations document={reading.data} onStartOver={reading.reset} />
        )}
      </div>
    </Page>
  );
}
