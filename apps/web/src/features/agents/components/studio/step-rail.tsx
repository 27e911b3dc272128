import { Button } from '@agentforge/ui/button';
import { classNames } from '@agentforge/ui/class-names';
import { DropdownMenu, MenuItem } from '@agentforge/ui/dropdown-menu';
import { Check, ChevronDown, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type StepId, steps } from '../../state/draft.ts';

export interface StepRailProps {
  current: StepId;
  onStep: (step: StepId) => void;
  /** Steps that hold something the server refused or that stops publishing. */
  invalid: ReadonlySet<StepId>;
  /** A few words about what a step holds: "3 tools". */
  notes: Readonly<Partial<Record<StepId, string>>>;
}

/** The way through the studio: a list beside the form, a menu with a bar on a phone. All steps are open at any time. */
export function StepRail({ current, onStep, invalid, notes }: StepRailProps): ReactNode {
  const { t } = useTranslation('agents');
  const position = steps.indexOf(current);
  return (
    <nav aria-label={t('studio.steps')} className="lg:sticky lg:top-6 lg:w-60 lg:shrink-0 lg:self-start">
      <div className="lg:hidden">
        <DropdownMenu
          align="start"
          trigger={
            <Button variant="outline" block className="justify-between" iconEnd={ChevronDown}>
              <span className="truncate">
                <span className="text-subtle">
                  {t('studio.stepOf', { step: position + 1, count: steps.length })} ·{' '}
                </span>
                {t(`step.${current}.label`)}
              </span>
            </Button>
          }
        >
          {steps.map((step) => (
            <MenuItem
              key={step}
              onSelect={() => onStep(step)}
              {...(invalid.has(step) ? { icon: CircleAlert } : step === current ? { icon: Check } : {})}
              trailing={notes[step]}
            >
              {t(`step.${step}.label`)}
            </MenuItem>
          ))}
        </DropdownMenu>
        <div className="mt-3 flex gap-1" aria-hidden>
          {steps.map((step, at) => (
            <span
              key={step}
              className={classNames('h-1 grow rounded-full', at <= position ? 'bg-primary-500' : 'bg-selected')}
            />
          ))}
        </div>
      </div>
      <ol className="flex flex-col gap-0.5 max-lg:hidden">
        {steps.map((step, at) => (
          <li key={step}>
            <StepButton
              number={at + 1}
              label={t(`step.${step}.label`)}
              note={notes[step]}
              active={step === current}
              invalid={invalid.has(step)}
              invalidLabel={t('studio.needsAttention')}
              onClick={() => onStep(step)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StepButtonProps {
  number: number;
  label: string;
  note: string | undefined;
  active: boolean;
  invalid: boolean;
  invalidLabel: string;
  onClick: () => void;
}

function StepButton({ number, label, note, active, invalid, invalidLabel, onClick }: StepButtonProps): ReactNode {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-current={active ? 'step' : undefined}
      className={classNames(
        'flex w-full items-center gap-3 rounded-lg px-2.5 py-2 text-start text-sm transition-colors',
        active ? 'bg-selected font-medium text-foreground' : 'text-muted hover:bg-hover hover:text-foreground',
      )}
    >
      <span
        aria-hidden
        className={classNames(
          'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums',
          circleStyle(active, invalid),
        )}
      >
        {invalid && !active ? <CircleAlert className="size-3.5" /> : number}
      </span>
      <span className="min-w-0 grow truncate">{label}</span>
      {invalid && <span className="sr-only">{invalidLabel}</span>}
      {note && <span className="shrink-0 text-xs font-normal text-subtle tabular-nums">{note}</span>}
    </button>
  );
}

function circleStyle(active: boolean, invalid: boolean): string {
  if (active) return 'border-accent bg-accent text-on-accent';
  return invalid ? 'border-danger-line bg-danger-soft text-danger-text' : 'border-line-strong text-subtle';
}
