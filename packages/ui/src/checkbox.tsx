import { Check, Minus } from 'lucide-react';
import { Checkbox as RadixCheckbox } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.tsx';

export interface CheckboxProps {
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  /** Visible label; without it hand in `aria-label`. */
  label?: ReactNode;
  description?: ReactNode;
  disabled?: boolean | undefined;
  id?: string | undefined;
  name?: string | undefined;
  'aria-label'?: string | undefined;
  className?: string | undefined;
}

export function Checkbox(props: CheckboxProps): ReactNode {
  const { checked, onCheckedChange, label, description, disabled = false, name, className } = props;
  const generated = useId();
  const id = props.id ?? generated;
  const box = (
    <RadixCheckbox.Root
      id={id}
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onCheckedChange(next === true)}
      {...(name === undefined ? {} : { name })}
      aria-label={props['aria-label']}
      aria-describedby={description ? `${id}-description` : undefined}
      className={classNames(
        'peer grid size-[1.125rem] shrink-0 place-items-center rounded-[5px] border border-control bg-surface transition-colors',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
        'disabled:cursor-not-allowed disabled:opacity-50',
        !label && className,
      )}
    >
      <RadixCheckbox.Indicator className="text-on-accent">
        {checked === 'indeterminate' ? (
          <Minus aria-hidden className="size-3.5" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3.5" strokeWidth={3} />
        )}
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
  if (!label) return box;
  return (
    <div className={classNames('flex items-start gap-2.5 py-1 touch-height max-sm:py-2.5', className)}>
      <span className="flex h-5 items-center">{box}</span>
      <span className="min-w-0">
        <label htmlFor={id} className={classNames('block text-sm', disabled ? 'text-subtle' : 'cursor-pointer')}>
          {label}
        </label>
        {description && (
          <span id={`${id}-description`} className="block text-[0.8125rem] text-subtle">
            {description}
          </span>
        )}
      </span>
    </div>
  );
}
