import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Modal } from '@agentforge/ui/modal';
import { Switch } from '@agentforge/ui/switch';
import { Textarea } from '@agentforge/ui/textarea';
import { toast } from '@agentforge/ui/toast';
import { OctagonX, Play } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { useResumeRuns, useRunPauses, useStopAllRuns } from '../../../shared/run-control/pauses.ts';
import { useSession } from '../../../shared/session.tsx';
import { useAgentName } from './run-facts.tsx';

/** The emergency stop, for those who answer for security. With an agent chosen it is for that agent. */
export function StopAll({ agentId }: { agentId: string | undefined }): ReactNode {
  const { t } = useTranslation('runs');
  const { can } = useSession();
  const [open, setOpen] = useState(false);
  if (!can('security:admin')) return null;
  return (
    <>
      <ResumeAgent agentId={agentId} />
      <Button variant="danger" icon={OctagonX} onClick={() => setOpen(true)}>
        {t(agentId ? 'stop.agent' : 'stop.all')}
      </Button>
      {open && <StopAllDialog agentId={agentId} onClose={() => setOpen(false)} />}
    </>
  );
}

/** An agent that was paused by itself works again from here. */
function ResumeAgent({ agentId }: { agentId: string | undefined }): ReactNode {
  const { t } = useTranslation('runs');
  const showError = useShowError();
  const pauses = useRunPauses();
  const resume = useResumeRuns();
  if (!agentId || !pauses.data?.some((pause) => pause.agent_id === agentId)) return null;
  const run = () => resume.mutate(agentId, { onError: showError, onSuccess: () => toast.success(t('stop.resumed')) });
  return (
    <Button variant="outline" icon={Play} loading={resume.isPending} onClick={run}>
      {t('stop.resume')}
    </Button>
  );
}

function StopAllDialog({ agentId, onClose }: { agentId: string | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation(['runs', 'common']);
  const formId = useId();
  const stop = useStopAllRuns();
  const agent = useAgentName(agentId);
  const [pause, setPause] = useState(false);
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await stop.mutateAsync({ agentId, pause, reason }).catch(() => undefined);
    if (!done) return;
    const text = t('stop.done', { count: done.stopping });
    if (done.still_running > 0) toast.warning(text, { description: t('stop.left', { count: done.still_running }) });
    else toast.success(text);
    onClose();
  };
  return (
    <Modal
      open
      onOpenChange={(open) => !open && onClose()}
      title={agentId ? t('stop.agentTitle', { agent }) : t('stop.title')}
      description={t('stop.text')}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" form={formId} variant="danger" loading={stop.isPending}>
            {t(pause ? 'stop.confirmPause' : 'stop.confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-5" onSubmit={(event) => void submit(event)}>
        {stop.error && <ErrorNotice error={stop.error} />}
        <Switch
          checked={pause}
          onCheckedChange={setPause}
          label={t('stop.pause')}
          description={t(agentId ? 'stop.pauseAgentText' : 'stop.pauseText')}
        />
        {pause && (
          <Field label={t('stop.reason')} hint={t('stop.reasonHint')} optional>
            <Textarea rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        <Alert tone="warning">{t('stop.warning')}</Alert>
      </form>
    </Modal>
  );
}
