import { Alert } from '@agentforge/ui/alert';
import { Progress } from '@agentforge/ui/progress';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import type { ProviderTest } from '../api/queries.ts';

const shown = 12;

export interface TestResultProps {
  test: ProviderTest | undefined;
  error: unknown;
  onRetry: () => void;
}

/** What a test found: speed and models, or the exact error and what to do about it. */
export function TestResult({ test, error, onRetry }: TestResultProps): ReactNode {
  const { t } = useTranslation('models');
  if (error) return <ErrorNotice error={error} onRetry={onRetry} />;
  if (!test) return <Progress value={null} label={t('test.running')} showLabel />;
  return test.ok ? <Success test={test} /> : <Failure test={test} />;
}

function Success({ test }: { test: ProviderTest }): ReactNode {
  const { t } = useTranslation('models');
  const format = useFormat();
  const count = test.models.length;
  return (
    <div className="flex flex-col gap-4">
      <Alert tone="success" title={t('test.works')}>
        {t('test.summary', { latency: format.duration(test.latency_ms ?? 0), count })}
      </Alert>
      {test.warning && (
        <Alert tone="warning" title={t('test.warning')}>
          {test.warning.detail}
        </Alert>
      )}
      {count > 0 && (
        <ul aria-label={t('test.models')} className="flex flex-wrap gap-1.5">
          {test.models.slice(0, shown).map((name) => (
            <li key={name} className="rounded-md border border-line bg-sunken px-2 py-1 font-mono text-xs">
              <bdi>{name}</bdi>
            </li>
          ))}
          {count > shown && (
            <li className="px-2 py-1 text-xs text-subtle">{t('test.more', { count: count - shown })}</li>
          )}
        </ul>
      )}
    </div>
  );
}

function Failure({ test }: { test: ProviderTest }): ReactNode {
  const { t } = useTranslation('models');
  return (
    <Alert tone="danger" title={t('test.failed')}>
      {test.error?.detail}
    </Alert>
  );
}
