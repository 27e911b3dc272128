import { Avatar } from '@agentforge/ui/avatar';
import { Button } from '@agentforge/ui/button';
import { ArrowLeft, ArrowRight, Rocket } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'react-router';
import { Page } from '../../../../shared/page.tsx';
import { isStep, type StepId, stepOfPath, steps } from '../../state/draft.ts';
import { useStudio } from '../../state/studio-context.ts';
import { AgentStatus } from '../agent-status.tsx';
import { BasicsStep } from './basics-step.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { GoalStep } from './goal-step.tsx';
import { GuardrailsStep } from './guardrails-step.tsx';
import { KnowledgeStep } from './knowledge-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { PublishStep } from './publish-step.tsx';
import { SaveIndicator } from './save-indicator.tsx';
import { StepRail } from './step-rail.tsx';
import { TasksStep } from './tasks-step.tsx';
import { ToolsStep } from './tools-step.tsx';
import { useProblems } from './use-problems.ts';

/** The studio: steps at the side, one step's cards, back and next below. */
export function StudioFrame({ onPublished }: { onPublished: () => Promise<void> }): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const { agent, draft, errors } = useStudio();
  const [step, goTo] = useStep();
  const problems = useProblems();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnChange(heading, step);
  const invalid = new Set([
    ...Object.keys(errors).map(stepOfPath),
    ...problems.filter(({ blocking }) => blocking).map((problem) => problem.step),
  ]);
  const count = (length: number) => (length > 0 ? String(length) : undefined);
  const notes = {
    tasks: count(draft.tasks.length),
    tools: count(draft.tool_ids.length),
    knowledge: count(draft.knowledge_base_ids.length),
  };
  const known = Object.fromEntries(Object.entries(notes).filter(([, note]) => note !== undefined));
  const position = steps.indexOf(step);
  const previous = steps[position - 1];
  const next = steps[position + 1];
  return (
    <Page
      title={draft.name || t('hub.unnamed')}
      leading={<Avatar name={draft.name || '?'} icon={draft.icon} size="lg" />}
      meta={<AgentStatus agent={agent} />}
      description={<SaveIndicator />}
      breadcrumbs={[
        { label: t('hub.title'), href: '/agents' },
        { label: agent.name, href: `/agents/${agent.id}` },
        { label: t('studio.title') },
      ]}
      actions={
        step !== 'publish' && (
          <Button icon={Rocket} onClick={() => goTo('publish')}>
            {t('studio.testAndPublish')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-6 lg:flex-row lg:gap-10">
        <StepRail current={step} onStep={goTo} invalid={invalid} notes={known} />
        <div className="flex min-w-0 max-w-3xl grow flex-col gap-6">
          <ConflictDialog />
          <div>
            <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
              {t(`step.${step}.label`)}
            </h2>
            <p className="mt-0.5 text-sm text-muted">{t(`step.${step}.text`)}</p>
          </div>
          <StepContent step={step} onStep={goTo} onPublished={onPublished} />
          <div className="flex justify-between gap-2 border-t border-line pt-5">
            {previous ? (
              <Button variant="outline" icon={ArrowLeft} onClick={() => goTo(previous)}>
                {t(`step.${previous}.label`)}
              </Button>
            ) : (
              <span />
            )}
            {next && (
              <Button variant="secondary" iconEnd={ArrowRight} onClick={() => goTo(next)}>
                {t(`step.${next}.label`)}
              </Button>
            )}
          </div>
        </div>
      </div>
    </Page>
  );
}

/** The step lives in the address, so that reload and back work. */
function useStep(): [StepId, (step: StepId) => void] {
  const [address, setAddress] = useSearchParams();
  const { state } = useLocation();
  const wanted = address.get('step');
  const go = (step: StepId) => {
    setAddress({ step }, { state });
    window.scrollTo(0, 0);
  };
  return [isStep(wanted) ? wanted : 'basics', go];
}

function useFocusOnChange(heading: { readonly current: HTMLElement | null }, step: StepId): void {
  const previous = useRef(step);
  useEffect(() => {
    if (previous.current === step) return;
    previous.current = step;
    heading.current?.focus({ preventScroll: true });
  }, [heading, step]);
}

interface StepContentProps {
  step: StepId;
  onStep: (step: StepId) => void;
  onPublished: () => Promise<void>;
}

function StepContent({ step, onStep, onPublished }: StepContentProps): ReactNode {
  switch (step) {
    case 'goal':
      return <GoalStep />;
    case 'basics':
      return <BasicsStep />;
    case 'tasks':
      return <TasksStep />;
    case 'tools':
      return <ToolsStep />;
    case 'knowledge':
      return <KnowledgeStep />;
    case 'guardrails':
      return <GuardrailsStep />;
    case 'preview':
      return <PreviewStep onStep={onStep} />;
    case 'publish':
      return <PublishStep onStep={onStep} onPublished={onPublished} />;
  }
}
