import { Badge } from '@agentforge/ui/badge';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Disclosure } from '@agentforge/ui/disclosure';
import { Brain, type LucideIcon, Shield, UserCheck, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import { RiskBadge } from '../../../shared/tool-form/risk-badge.tsx';
import type { RunStep } from '../api/runs.ts';
import { functionOf, type StepView, viewOf } from '../step-view.ts';

const icons: Record<RunStep['kind'], LucideIcon> = {
  model: Brain,
  tool: Wrench,
  guardrail: Shield,
  approval: UserCheck,
};
const stages = ['input', 'output', 'tool'] as const;
const actions = ['allow', 'mask', 'block', 'flag', 'abstain', 'cut'] as const;

export interface StepItemProps {
  step: RunStep;
  steps: readonly RunStep[];
  /** When the run began, epoch milliseconds. */
  startedAt: number;
}

/** One step on the line of time: what, how it went, how long, and everything else unfolded on demand. */
export function StepItem({ step, steps, startedAt }: StepItemProps): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const Icon = icons[step.kind];
  const view = viewOf(step);
  const after = step.started_at === null ? null : Math.max(0, Date.parse(step.started_at) - startedAt);
  return (
    <li className="relative flex gap-3 pb-6 last:pb-0 not-last:before:absolute not-last:before:start-4 not-last:before:top-9 not-last:before:bottom-1 not-last:before:w-px not-last:before:bg-line-strong">
      <span className="grid size-8 shrink-0 place-items-center rounded-full border border-line bg-surface text-muted">
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 grow pt-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="min-w-0 text-sm font-medium break-words">
            <span className="sr-only">{`${t(`step.kind.${step.kind}`)}: `}</span>
            <StepName step={step} steps={steps} />
          </h3>
          <Badge tone={view.tone}>{view.status ? t(`step.status.${view.status}`) : step.status}</Badge>
          {view.risk && <RiskBadge risk={view.risk} />}
          <span className="ms-auto text-xs text-subtle tabular-nums">
            {view.durationMs !== null && view.status !== 'running' && format.duration(view.durationMs)}
          </span>
        </div>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-subtle tabular-nums">
          {after !== null && <span>{t('step.after', { time: format.duration(after) })}</span>}
          {view.tokens && (
            <span>
              {t('step.tokens', {
                input: format.number(view.tokens.input),
                output: format.number(view.tokens.output),
              })}
            </span>
          )}
          {view.costUsd !== null && <span>{format.money(view.costUsd)}</span>}
          {view.costUsd === null && view.tokens && <span>{`≥ ${format.money(0)}`}</span>}
        </p>
        <StepWords view={view} />
        <StepContent step={step} />
      </div>
    </li>
  );
}

function StepName({ step, steps }: Pick<StepItemProps, 'step' | 'steps'>): ReactNode {
  const { t } = useTranslation('runs');
  if (step.kind === 'guardrail') {
    const stage = stages.find((one) => one === step.name);
    return stage ? t(`step.guardrail.${stage}`) : step.name;
  }
  if (step.kind === 'approval') {
    const name = functionOf(step, steps);
    return name === undefined ? t('step.approval') : t('step.approvalOf', { function: name });
  }
  return <bdi className="font-mono text-[0.8125rem]">{step.name}</bdi>;
}

function StepWords({ view }: { view: StepView }): ReactNode {
  const { t } = useTranslation('runs');
  const { error, fallbackFrom, reason, by, onBehalfOf, escalations, comment, verdicts } = view;
  return (
    <div className="mt-1 flex flex-col gap-1 text-[0.8125rem] break-words text-muted empty:hidden">
      {fallbackFrom && <p className="text-warning-text">{t('step.fallback', { model: fallbackFrom })}</p>}
      {reason && <p>{reason}</p>}
      {by && (
        <p>
          <bdi>{t('step.by', { name: by })}</bdi>
          {onBehalfOf && <bdi>{` ${t('step.onBehalfOf', { name: onBehalfOf })}`}</bdi>}
        </p>
      )}
      {escalations > 0 && <p>{t('step.escalated', { count: escalations })}</p>}
      {comment && <p className="whitespace-pre-wrap">{`“${comment}”`}</p>}
      {error && <p className="text-danger-text">{error}</p>}
      {verdicts.map(({ rule, action, detail }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: verdicts of one check never change their order
        <p key={position}>
          <VerdictName action={action} />
          <span className="font-mono text-xs">{` ${rule}`}</span>
          {detail && ` — ${detail}`}
        </p>
      ))}
    </div>
  );
}

function VerdictName({ action }: { action: string }): ReactNode {
  const { t } = useTranslation('runs');
  const known = actions.find((one) => one === action);
  return <span className="font-medium text-foreground">{known ? t(`step.verdict.${known}`) : action}</span>;
}

/** Arguments and results as the data they are, drawn only when they are unfolded. */
function StepContent({ step }: { step: RunStep }): ReactNode {
  const { t } = useTranslation('runs');
  const { arguments: given, result } = step.details;
  const json = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? ''));
  if (Object.keys(step.details).length === 0) return null;
  const tool = step.kind === 'tool';
  return (
    <Disclosure
      className="mt-0.5"
      title={<span className="text-[0.8125rem] font-normal text-muted">{t(tool ? 'step.show' : 'step.details')}</span>}
    >
      <div className="flex flex-col gap-3">
        {tool && given !== undefined && given !== null && (
          <CodeBlock title={t('step.arguments')} code={json(given)} maxHeight="18rem" wrap />
        )}
        {tool && result !== undefined && result !== null && (
          <CodeBlock title={t('step.result')} code={json(result)} maxHeight="24rem" wrap />
        )}
        {!tool && <CodeBlock code={json(step.details)} maxHeight="24rem" wrap />}
      </div>
    </Disclosure>
  );
}
