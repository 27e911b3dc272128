import { ApiError } from '@agentforge/client/problem';
import { Button } from '@agentforge/ui/button';
import { CodeBlock } from '@agentforge/ui/code-block';
import { EmptyState } from '@agentforge/ui/empty-state';
import { useQueryClient } from '@tanstack/react-query';
import { RotateCw, ServerCrash } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lastRequestId } from '../shared/client.ts';

/** A page's code that is gone because a newer version was installed. */
function isOutdated(error: unknown): boolean {
  return (
    error instanceof TypeError && /dynamically imported module|module script|Importing a module/i.test(error.message)
  );
}

export interface CrashScreenProps {
  error: unknown;
  onRetry: () => void;
}

/** Shown in place of a page that threw: a way on, and the id that finds the cause in the server's log. */
export function CrashScreen({ error, onRetry }: CrashScreenProps): ReactNode {
  const client = useQueryClient();
  const { t } = useTranslation(['shell', 'common']);
  const outdated = isOutdated(error);
  const requestId = error instanceof ApiError ? (error.requestId ?? lastRequestId()) : lastRequestId();
  const retry = async () => {
    await client.resetQueries({ predicate: (query) => query.state.status === 'error' });
    onRetry();
  };
  return (
    <div className="mx-auto grid min-h-[70dvh] max-w-lg place-items-center px-4" role="alert">
      <div className="w-full">
        <EmptyState
          plain
          level={1}
          icon={ServerCrash}
          title={t('crash.title')}
          text={outdated ? t('crash.newVersion') : t('crash.text')}
          action={
            <>
              {!outdated && (
                <Button icon={RotateCw} onClick={() => void retry()}>
                  {t('common:retry')}
                </Button>
              )}
              <Button variant={outdated ? 'primary' : 'outline'} onClick={() => window.location.reload()}>
                {t('crash.reload')}
              </Button>
            </>
          }
        />
        {requestId && <CodeBlock code={t('common:error.requestId', { id: requestId })} />}
      </div>
    </div>
  );
}
