import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Skeleton } from '@agentforge/ui/skeleton';
import { Textarea } from '@agentforge/ui/textarea';
import { toast } from '@agentforge/ui/toast';
import { ExternalLink, Rocket } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorNotice, useShowError } from '../../../../shared/error-notice.tsx';
import { useSession } from '../../../../shared/session.tsx';
import { usePublishAgent } from '../../api/agent-mutations.ts';
import { agentRights } from '../../state/agent-rights.ts';
import type { StepId } from '../../state/draft.ts';
import { useStudio } from '../../state/studio-context.ts';
import { ProblemList } from './problem-list.tsx';
import { ShareLinks } from './share-links.tsx';
import { StepSection } from './step-section.tsx';
import { useProblems } from './use-problems.ts';

const ChatPanel = lazy(async () => ({ default: (await import('../../../../shared/chat/chat-panel.tsx')).ChatPanel }));

export interface PublishStepProps {
  onStep: (step: StepId) => void;
  /** Reads the agent again after it was published. */
  onPublished: () => Promise<void>;
}

export function PublishStep({ onStep, onPublished }: PublishStepProps): ReactNode {
  const { can } = useSession();
  const { agent } = useStudio();
  const rights = agentRights(agent, can);
  return (
    <>
      {rights.execute && <TestChat />}
      {rights.publish && <PublishSection onStep={onStep} onPublished={onPublished} />}
    </>
  );
}

/** A conversation with the draft. It begins once the newest changes are on the server. */
function TestChat(): ReactNode {
  const { t } = useTranslation('agents');
  const { agent, flush } = useStudio();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let shown = true;
    void flush().then(() => shown && setReady(true));
    return () => {
      shown = false;
    };
  }, [flush]);
  return (
    <StepSection
      title={t('publish.test')}
      description={t('publish.testText')}
      actions={
        <Button asChild size="sm" variant="outline" iconEnd={ExternalLink}>
          <Link to={`/chat/${agent.id}?version=draft`}>{t('publish.openChat')}</Link>
        </Button>
      }
    >
      <div className="flex h-[32rem] max-h-[75dvh] flex-col overflow-hidden rounded-xl border border-line">
        <Suspense fallback={<Skeleton className="m-4 h-64" />}>
          {ready ? <ChatPanel agentId={agent.id} version="draft" /> : <Skeleton className="m-4 h-64" />}
        </Suspense>
      </div>
    </StepSection>
  );
}

function PublishSection({ onStep, onPublished }: PublishStepProps): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const { agent, flush } = useStudio();
  const problems = useProblems();
  const publish = usePublishAgent(agent.id);
  const showError = useShowError();
  const [note, setNote] = useState('');
  const [unsaved, setUnsaved] = useState(false);
  const live = publish.data;
  const unchanged = agent.version !== null && !agent.has_unpublished_changes;
  const run = async () => {
    const saved = await flush();
    setUnsaved(!saved);
    if (!saved) return;
    publish.mutate(note.trim(), {
      onSuccess: (version) => {
        setNote('');
        toast.success(t('publish.done', { version: version.version }));
        onPublished().catch(showError);
      },
    });
  };
  return (
    <StepSection title={t('publish.title')} description={t('publish.text')}>
      {!unchanged && <ProblemList problems={problems} onStep={onStep} />}
      {unsaved && <Alert tone="danger">{t('publish.unsaved')}</Alert>}
      {publish.error && <ErrorNotice error={publish.error} />}
      {unchanged && !live && <Alert tone="info">{t('publish.unchanged', { version: agent.version })}</Alert>}
      <Field label={t('publish.note')} hint={t('publish.noteHint')} optional>
        <Textarea rows={2} autoGrow maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Button
        size="lg"
        icon={Rocket}
        loading={publish.isPending}
        disabled={problems.some(({ blocking }) => blocking) || unchanged}
        onClick={() => void run()}
        className="self-start"
      >
        {agent.version === null ? t('publish.first') : t('publish.next', { version: agent.version + 1 })}
      </Button>
      {agent.version !== null && (
        <div className="border-t border-line pt-5">
          {live && (
            <Alert tone="success" title={t('publish.live', { version: live.version })} className="mb-5">
              {t('publish.liveText')}
            </Alert>
          )}
          <ShareLinks agent={agent} />
        </div>
      )}
    </StepSection>
  );
}
