import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldGroup } from './field.tsx';

export interface RadioCardOption {
  value: string;
  label: string;
  description?: ReactNode;
  icon?: LucideIcon | undefined;
  /** A small mark at the end, for example a `Badge`. */
  badge?: ReactNode;
  disabled?: boolean | undefined;
}

export interface RadioCardsProps {
  options: readonly RadioCardOption[];
  value?: string | undefined;
  onValueChange: (value: string) => void;
  columns?: 1 | 2 | 3;
  disabled?: boolean;
  'aria-label'?: string;
  className?: string;
}

const columnStyles = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' } as const;

/** One choice of a few that need explaining. Put it in `Field group`. */
export function RadioCards(props: RadioCardsProps): ReactNode {
  const { options, value, onValueChange, columns = 2, disabled = false, className } = props;
  const group = useFieldGroup();
  return (
    <RadioGroup.Root
      id={group.id}
      aria-labelledby={group['aria-labelledby']}
      aria-describedby={group['aria-describedby']}
      aria-label={props['aria-label']}
      value={value ?? ''}
      onValueChange={onValueChange}
      disabled={disabled}
      className={classNames('grid gap-3', columnStyles[columns], className)}
    >
      {options.map((option) => (
        <RadioCard key={option.value} option={option} />
      ))}
    </RadioGroup.Root>
  );
}

function RadioCard({ option }: { option: RadioCardOption }): ReactNode {
  const Icon = option.icon;
  return (
    <RadioGroup.Item
      value={option.value}
      {...(option.disabled ? { disabled: true } : {})}
      className={classNames(
        'group flex items-start gap-3 rounded-xl border border-line-strong bg-surface p-4 text-start transition-colors hover:border-control',
        'data-[state=checked]:border-accent-text data-[state=checked]:bg-accent-soft/60 disabled:cursor-not-allowed disabled:opacity-50',
      )}
    >
      {Icon && (
        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-sunken text-muted group-data-[state=checked]:bg-accent-soft group-data-[state=checked]:text-accent-text">
          <Icon aria-hidden className="size-[1.125rem]" />
        </span>
      )}
      <span className="min-w-0 grow">
        <span className="flex items-center gap-2 text-sm font-medium">
          {option.label}
          {option.badge}
        </span>
        {option.description && <span className="mt-0.5 block text-[0.8125rem] text-muted">{option.description}</span>}
      </span>
      <span className="mt-0.5 grid size-[1.125rem] shrink-0 place-items-center rounded-full border border-control group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent">
        <RadioGroup.Indicator className="block size-2 rounded-full bg-on-accent" />
      </span>
    </RadioGroup.Item>
  );
}
