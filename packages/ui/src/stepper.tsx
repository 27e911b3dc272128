import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { fill, useUiStrings } from './ui-provider.tsx';

export interface Step {
  id: string;
  label: string;
  /** Marks a step that has errors. */
  invalid?: boolean | undefined;
}

export interface StepperProps {
  steps: readonly Step[];
  /** Position of the present step, from 0. */
  current: number;
  /** Makes steps up to `reached` clickable. */
  onStepClick?: (step: number) => void;
  /** The furthest step that may be visited; `current` by default. */
  reached?: number;
  className?: string;
}

/** A wizard's way: numbered steps on a desktop, "Step 2 of 5" with a bar on a phone. */
export function Stepper({ steps, current, onStepClick, reached = current, className }: StepperProps): ReactNode {
  const strings = useUiStrings();
  return (
    <nav className={className}>
      <div className="sm:hidden">
        <p className="text-sm font-medium">
          <span className="text-subtle">{fill(strings.step, { step: current + 1, count: steps.length })}</span> ·{' '}
          {steps[current]?.label}
        </p>
        <div className="mt-2 flex gap-1" aria-hidden>
          {steps.map((step, position) => (
            <span
              key={step.id}
              className={classNames('h-1 grow rounded-full', position <= current ? 'bg-primary-500' : 'bg-selected')}
            />
          ))}
        </div>
      </div>
      <ol className="flex items-center gap-2 max-sm:hidden">
        {steps.map((step, position) => (
          <li key={step.id} className="flex min-w-0 items-center gap-2 not-last:grow">
            <StepMark
              step={step}
              position={position}
              current={current}
              onClick={
                onStepClick && position <= reached && position !== current ? () => onStepClick(position) : undefined
              }
            />
            {position < steps.length - 1 && <span aria-hidden className="h-px min-w-4 grow bg-line-strong" />}
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StepMarkProps {
  step: Step;
  position: number;
  current: number;
  onClick: (() => void) | undefined;
}

function StepMark({ step, position, current, onClick }: StepMarkProps): ReactNode {
  const done = position < current;
  const active = position === current;
  const circle = classNames(
    'grid size-7 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums',
    active && 'border-accent bg-accent text-on-accent',
    done && 'border-accent-line bg-accent-soft text-accent-text',
    !active && !done && 'border-line-strong text-subtle',
    step.invalid && !active && 'border-danger-line bg-danger-soft text-danger-text',
  );
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={!onClick && !active}
      aria-current={active ? 'step' : undefined}
      className={classNames(
        'flex min-w-0 items-center gap-2 rounded-md py-1 pe-1 text-sm',
        active ? 'font-medium' : 'text-muted',
        onClick && 'hover:text-foreground',
      )}
    >
      <span className={circle}>
        {done && !step.invalid ? <Check aria-hidden className="size-3.5" strokeWidth={3} /> : position + 1}
      </span>
      <span className={classNames('truncate', !active && 'max-lg:sr-only')}>{step.label}</span>
    </button>
  );
}
