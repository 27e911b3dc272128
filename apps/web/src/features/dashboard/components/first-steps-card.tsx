import { Card } from '@agentforge/ui/card';
import { classNames } from '@agentforge/ui/class-names';
import { Progress } from '@agentforge/ui/progress';
import { Check, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FirstStep } from '../first-steps.ts';

/** The way to the first answer; ticks itself as things come to exist. */
export function FirstStepsCard({ steps }: { steps: readonly FirstStep[] }): ReactNode {
  const { t } = useTranslation('dashboard');
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done && step.href)?.key;
  return (
    <Card padding="none" className="overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-line px-4 py-4 sm:px-6">
        <div>
          <h2 className="text-base font-semibold">{t('steps.title')}</h2>
          <p className="mt-0.5 text-sm text-muted">{t('steps.text')}</p>
        </div>
        <div className="w-40">
          <p className="mb-1.5 text-xs text-subtle tabular-nums">{t('steps.done', { done, count: steps.length })}</p>
          <Progress value={done} max={steps.length} label={t('steps.title')} />
        </div>
      </div>
      <ol className="grid sm:grid-cols-2 xl:grid-cols-3">
        {steps.map((step, place) => (
          <li key={step.key} className="-me-px -mb-px border-e border-b border-line">
            <Step step={step} number={place + 1} next={step.key === next} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Step({ step, number, next }: { step: FirstStep; number: number; next: boolean }): ReactNode {
  const { t } = useTranslation('dashboard');
  const body = (
    <>
      <StepMark done={step.done} number={number} next={next} />
      <span className="min-w-0 grow">
        <span className={classNames('block text-sm font-medium', step.done && 'text-muted')}>
          {t(`steps.${step.key}.title`)}
          {step.done && <span className="sr-only"> ({t('steps.isDone')})</span>}
        </span>
        <span className="mt-0.5 block text-[0.8125rem] text-subtle">{t(`steps.${step.key}.text`)}</span>
      </span>
      {step.href && !step.done && (
        <ChevronRight
          aria-hidden
          className="mt-1 size-4 shrink-0 text-subtle transition-transform group-hover:translate-x-0.5 rtl:-scale-x-100"
        />
      )}
    </>
  );
  const style = 'flex h-full items-start gap-3 px-4 py-4 sm:px-6';
  if (!step.href || step.done) return <div className={style}>{body}</div>;
  return (
    <Link to={step.href} className={classNames(style, 'group transition-colors -outline-offset-2 hover:bg-hover/60')}>
      {body}
    </Link>
  );
}

function StepMark({ done, number, next }: { done: boolean; number: number; next: boolean }): ReactNode {
  return (
    <span
      aria-hidden
      className={classNames(
        'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums',
        done && 'border-success-line bg-success-soft text-success-text',
        !done && next && 'border-accent bg-accent text-on-accent',
        !done && !next && 'border-line-strong text-subtle',
      )}
    >
      {done ? <Check className="size-3.5" /> : number}
    </span>
  );
}
