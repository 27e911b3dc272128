import { Switch as RadixSwitch } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.tsx';

export interface SwitchProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Visible label at the start of the row; without it hand in `aria-label`. */
  label?: ReactNode;
  description?: ReactNode;
  disabled?: boolean | undefined;
  id?: string | undefined;
  'aria-label'?: string | undefined;
  className?: string | undefined;
}

/** On or off, taking effect at once or with the form. */
export function Switch(props: SwitchProps): ReactNode {
  const { checked, onCheckedChange, label, description, disabled = false, className } = props;
  const generated = useId();
  const id = props.id ?? generated;
  const control = (
    <RadixSwitch.Root
      id={id}
      checked={checked}
      onCheckedChange={onCheckedChange}
      disabled={disabled}
      aria-label={props['aria-label']}
      aria-describedby={description ? `${id}-description` : undefined}
      className={classNames(
        'relative inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-transparent bg-control transition-colors',
        'data-[state=checked]:bg-accent disabled:cursor-not-allowed disabled:opacity-50',
        !label && className,
      )}
    >
      <RadixSwitch.Thumb className="block size-[1.125rem] translate-x-0.5 rounded-full bg-white shadow-card transition-transform data-[state=checked]:translate-x-[1.125rem] rtl:-translate-x-0.5 rtl:data-[state=checked]:-translate-x-[1.125rem]" />
    </RadixSwitch.Root>
  );
  if (!label) return control;
  return (
    <div className={classNames('flex items-start justify-between gap-4 py-1 touch-height max-sm:py-2.5', className)}>
      <span className="min-w-0">
        <label
          htmlFor={id}
          className={classNames('block text-sm font-medium', disabled ? 'text-subtle' : 'cursor-pointer')}
        >
          {label}
        </label>
        {description && (
          <span id={`${id}-description`} className="block text-[0.8125rem] text-subtle">
            {description}
          </span>
        )}
      </span>
      {control}
    </div>
  );
}
