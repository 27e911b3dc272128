import { IconButton } from '@agentforge/ui/icon-button';
import { Progress } from '@agentforge/ui/progress';
import { RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import type { Upload } from '../api/use-uploads.ts';

export interface UploadListProps {
  uploads: readonly Upload[];
  onRemove: (key: string) => void;
  onRetry: (key: string) => void;
}

/** Files on their way, each with how far it is. */
export function UploadList({ uploads, onRemove, onRetry }: UploadListProps): ReactNode {
  const { t } = useTranslation(['knowledge', 'common']);
  const format = useFormat();
  if (uploads.length === 0) return null;
  return (
    <ul
      aria-label={t('upload.label')}
      className="divide-y divide-line rounded-xl border border-line bg-surface shadow-card"
    >
      {uploads.map(({ key, file, share, status, error }) => (
        <li key={key} className="flex items-center gap-3 px-4 py-2.5">
          <div className="min-w-0 grow">
            <div className="mb-1.5 flex items-baseline justify-between gap-3 text-[0.8125rem]">
              <span className="truncate font-medium">
                <bdi>{file.name}</bdi>
              </span>
              <span className="shrink-0 text-xs text-subtle tabular-nums">
                {status === 'waiting' && t('upload.waiting')}
                {status === 'sending' && (share < 1 ? format.percent(share) : t('upload.checking'))}
                {status !== 'failed' && ` · ${format.bytes(file.size)}`}
              </span>
            </div>
            {status === 'failed' ? (
              <p role="alert" className="text-[0.8125rem] text-danger-text">
                {error}
              </p>
            ) : (
              <Progress value={share < 1 ? share * 100 : null} label={t('upload.progress', { name: file.name })} />
            )}
          </div>
          {status === 'failed' && (
            <IconButton icon={RotateCw} size="sm" label={t('common:retry')} onClick={() => onRetry(key)} />
          )}
          <IconButton
            icon={X}
            size="sm"
            label={t('upload.cancel', { name: file.name })}
            onClick={() => onRemove(key)}
          />
        </li>
      ))}
    </ul>
  );
}
