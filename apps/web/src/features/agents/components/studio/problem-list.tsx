import { Alert } from '@agentforge/ui/alert';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../shared/format.ts';
import type { StepId } from '../../state/draft.ts';
import type { PublishProblem } from '../../state/publish-problems.ts';

export interface ProblemListProps {
  problems: readonly PublishProblem[];
  onStep: (step: StepId) => void;
}

/** Blockers in red, hints in yellow; each leads to its step. */
export function ProblemList({ problems, onStep }: ProblemListProps): ReactNode {
  const { t } = useTranslation('agents');
  if (problems.length === 0) {
    return (
      <Alert tone="success" title={t('problems.none')}>
        {t('problems.noneText')}
      </Alert>
    );
  }
  const blocking = problems.filter((problem) => problem.blocking);
  const hints = problems.filter((problem) => !problem.blocking);
  return (
    <div className="flex flex-col gap-3">
      {blocking.length > 0 && (
        <Alert tone="danger" title={t('problems.blocking')}>
          <ProblemLinks problems={blocking} onStep={onStep} />
        </Alert>
      )}
      {hints.length > 0 && (
        <Alert tone="warning" title={t('problems.hints')}>
          <ProblemLinks problems={hints} onStep={onStep} />
        </Alert>
      )}
    </div>
  );
}

function ProblemLinks({ problems, onStep }: ProblemListProps): ReactNode {
  const { t } = useTranslation('agents');
  const format = useFormat();
  return (
    <ul className="flex flex-col gap-1">
      {problems.map(({ key, step, names }) => (
        <li key={key}>
          {t(`problem.${key}`, { names: format.list(names) })}{' '}
          <button
            type="button"
            onClick={() => onStep(step)}
            className="rounded-sm font-medium underline underline-offset-4"
          >
            {t('problems.goTo', { step: t(`step.${step}.label`) })}
          </button>
        </li>
      ))}
    </ul>
  );
}
