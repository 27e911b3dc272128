import type { Document } from '@agentforge/contracts/knowledge/schemas';
import { Card } from '@agentforge/ui/card';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import { DocumentStatus } from './document-status.tsx';

/** What is known about a document. */
export function DocumentFacts({ document }: { document: Document }): ReactNode {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const rows: [string, ReactNode][] = [
    [t('document.kind'), t(`kind.${document.kind}`)],
    [t('document.file'), document.file_name],
    [t('document.address'), document.url],
    [t('document.type'), document.media_type],
    [t('documents.size'), document.bytes === null ? null : format.bytes(document.bytes)],
    [t('document.pages'), document.pages === null ? null : format.number(document.pages)],
    [t('documents.chunks'), format.number(document.chunks)],
    [t('documents.added'), format.dateTime(document.created_at)],
    [t('document.updated'), format.dateTime(document.updated_at)],
  ];
  return (
    <Card>
      <h2 className="mb-3 text-sm font-semibold">{t('document.about')}</h2>
      <div className="mb-4">
        <DocumentStatus document={document} />
      </div>
      <dl className="flex flex-col gap-3 text-sm">
        {rows.map(([label, value]) =>
          value === null || value === '' ? null : (
            <div key={label}>
              <dt className="text-xs text-subtle">{label}</dt>
              <dd className="break-words">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </Card>
  );
}
