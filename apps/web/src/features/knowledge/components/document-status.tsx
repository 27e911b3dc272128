import type { Document } from '@agentforge/contracts/knowledge/schemas';
import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Progress } from '@agentforge/ui/progress';
import { CircleCheck, CircleX, Clock, LoaderCircle, RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../shared/session.tsx';
import { useReindexDocument } from '../api/documents.ts';
import { isProcessing } from '../processing.ts';

const tones: Record<Document['status'], BadgeTone> = {
  queued: 'neutral',
  processing: 'info',
  ready: 'success',
  failed: 'danger',
};
const icons = { queued: Clock, processing: LoaderCircle, ready: CircleCheck, failed: CircleX } as const;

/** "Extracting 3 of 12 pages" and the like. */
export function useStageText(): (document: Pick<Document, 'status' | 'progress'>) => string {
  const { t } = useTranslation('knowledge');
  return ({ status, progress: { stage, done, total } }) => {
    if (status === 'ready' || status === 'failed') return t(`status.${status}`);
    if (total === 0) return t(`stage.${stage}`);
    return t(stage === 'extracting' ? 'stage.pages' : 'stage.of', { stage: t(`stage.${stage}`), done, total });
  };
}

/** Where a document is on its way into the search, and what went wrong or is worth knowing. */
export function DocumentStatus({ document }: { document: Document }): ReactNode {
  const { t } = useTranslation(['knowledge', 'common']);
  const { can } = useSession();
  const describe = useStageText();
  const reindex = useReindexDocument();
  const { status, progress, error, warnings } = document;
  const text = describe(document);
  return (
    <div className="flex max-w-md min-w-0 flex-col items-start gap-1.5 max-sm:items-end max-sm:text-end">
      <Badge tone={tones[status]} icon={icons[status]}>
        {text}
      </Badge>
      {isProcessing(document) && progress.total > 0 && (
        <Progress value={progress.done} max={progress.total} label={text} className="w-40" />
      )}
      {error && (
        <p className={status === 'failed' ? 'text-[0.8125rem] text-danger-text' : 'text-[0.8125rem] text-muted'}>
          {error}
        </p>
      )}
      {status === 'failed' && (document.policy?.edit ?? can('kb:write')) && (
        <Button
          variant="outline"
          size="sm"
          icon={RotateCw}
          loading={reindex.isPending}
          onClick={() => reindex.mutate(document.id)}
        >
          {t('common:retry')}
        </Button>
      )}
      {warnings.length > 0 && (
        <details className="text-[0.8125rem] text-warning-text">
          <summary className="flex cursor-pointer items-center gap-1.5 rounded-sm">
            <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
            {t('documents.warnings', { count: warnings.length })}
          </summary>
          <ul className="mt-1 list-disc ps-5">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
