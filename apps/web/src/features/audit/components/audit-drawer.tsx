import { CodeBlock } from '@agentforge/ui/code-block';
import { Drawer } from '@agentforge/ui/drawer';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import type { AuditRecord } from '../api/audit.ts';
import { ResultBadge } from './audit-table.tsx';

export function AuditDrawer({ record, onClose }: { record: AuditRecord; onClose: () => void }): ReactNode {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const { actor, resource } = record;
  const facts: [string, ReactNode][] = [
    [t('result'), <ResultBadge key="result" result={record.result} />],
    [
      t('when'),
      <time key="at" dateTime={record.at}>{`${format.dateTime(record.at)} (${format.relative(record.at)})`}</time>,
    ],
    [t('who'), `${actor.label} · ${actor.kind}`],
    [t('actorId'), actor.id],
    [t('resource'), resource.kind],
    [t('resourceId'), resource.id],
    [t('address'), record.ip],
    [t('userAgent'), record.user_agent],
    [t('requestId'), record.request_id],
  ];
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={<bdi className="font-mono text-base">{record.action}</bdi>}
      description={format.dateTime(record.at)}
    >
      <dl className="grid grid-cols-[8rem_1fr] gap-x-4 gap-y-3 text-sm">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-subtle">{name}</dt>
              <dd className="min-w-0 break-words">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      {Object.keys(record.details).length > 0 && (
        <div className="mt-6">
          <CodeBlock title={t('details')} code={JSON.stringify(record.details, null, 2)} wrap />
        </div>
      )}
    </Drawer>
  );
}
