import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Progress } from '@agentforge/ui/progress';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useErrorText } from '../../../../shared/error-notice.tsx';
import type { ImportRun } from './import-operations.tsx';

export function ImportResult({
  done,
  failed,
  total,
  running,
  start,
  onAgain,
}: ImportRun & { onAgain: () => void }): ReactNode {
  const { t } = useTranslation('tools');
  const describe = useErrorText();
  return (
    <Card>
      <CardHeader
        title={t('import.creating')}
        description={t('import.progress', { done: done + failed.length, total })}
      />
      <Progress
        value={done + failed.length}
        max={total}
        label={t('import.creating')}
        tone={!running && failed.length === 0 ? 'success' : 'accent'}
      />
      <div className="mt-5 flex flex-col gap-4" aria-live="polite">
        {!running && done > 0 && <Alert tone="success" title={t('import.done', { count: done })} />}
        {failed.length > 0 && (
          <Alert
            tone="danger"
            title={t('import.failed', { count: failed.length })}
            actions={
              !running && (
                <Button size="sm" variant="outline" onClick={() => start(failed.map(({ draft }) => draft))}>
                  {t('import.retryFailed')}
                </Button>
              )
            }
          >
            <ul className="list-disc ps-5">
              {failed.map(({ draft, error }) => (
                <li key={draft.name}>
                  {draft.name}: {describe(error).text || describe(error).title}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {!running && (
          <div className="flex flex-wrap gap-2">
            <Button asChild>
              <Link to="/tools">{t('import.toTools')}</Link>
            </Button>
            <Button variant="outline" onClick={onAgain}>
              {t('import.again')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
