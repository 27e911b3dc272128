import { Button } from '@agentforge/ui/button';
import { toast } from '@agentforge/ui/toast';
import { OctagonPause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../shared/error-notice.tsx';
import { useFormat } from '../shared/format.ts';
import { useResumeRuns, useRunPauses } from '../shared/run-control/pauses.ts';
import { useSession } from '../shared/session.tsx';

/** Tells everybody that no agent answers, why, and lets those who may end it. */
export function PausedBanner(): ReactNode {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const { can } = useSession();
  const showError = useShowError();
  const pause = useRunPauses().data?.find(({ agent_id }) => agent_id === null);
  const resume = useResumeRuns();
  const run = () => resume.mutate(null, { onError: showError, onSuccess: () => toast.success(t('paused.resumed')) });
  return (
    <div role="status">
      {pause && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-danger-line bg-danger-soft px-4 py-2 text-sm text-danger-text sm:px-6">
          <p className="flex min-w-0 items-start gap-2.5">
            <OctagonPause aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0 break-words">
              {t('paused.text', { when: format.dateTime(pause.since), by: pause.by })}
              {pause.reason !== '' && <> {t('paused.reason', { reason: pause.reason })}</>}
            </span>
          </p>
          {can('security:admin') && (
            <Button variant="outline" size="sm" icon={Play} loading={resume.isPending} onClick={run}>
              {t('paused.resume')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
