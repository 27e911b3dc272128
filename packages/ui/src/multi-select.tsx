import { ChevronsUpDown, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { classNames } from './class-names.tsx';
import { OptionPopover } from './combobox.tsx';
import { useFieldControl } from './field.tsx';
import { controlStyles } from './input.tsx';
import { OptionList, type OptionListProps } from './option-list.tsx';
import { fill, useUiStrings } from './ui-provider.tsx';

export interface MultiSelectProps extends Omit<OptionListProps, 'isSelected' | 'onPick'> {
  values: readonly string[];
  onValuesChange: (values: string[]) => void;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  id?: string | undefined;
  'aria-label'?: string | undefined;
  className?: string | undefined;
}

/** Several of many options; the chosen ones stand below as removable chips. */
export function MultiSelect(props: MultiSelectProps): ReactNode {
  const { values, onValuesChange, placeholder, disabled, id, className, ...list } = props;
  const [open, setOpen] = useState(false);
  const strings = useUiStrings();
  const control = useFieldControl({ id });
  const labelOf = (value: string) => props.options.find((option) => option.value === value)?.label ?? value;
  const without = (value: string) => values.filter((other) => other !== value);
  const toggle = (value: string) => onValuesChange(values.includes(value) ? without(value) : [...values, value]);
  const summary =
    values.length > 0 ? fill(strings.selectedCount, { count: values.length }) : (placeholder ?? strings.select);
  return (
    <div className={classNames('flex flex-col gap-2', className)}>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          {...control}
          role="combobox"
          aria-label={props['aria-label']}
          aria-expanded={open}
          disabled={disabled}
          className={classNames(
            controlStyles,
            'flex h-10 items-center justify-between gap-2 ps-3 pe-2.5 text-start touch-height',
            values.length === 0 && 'text-subtle',
          )}
        >
          <span className="truncate">{summary}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-subtle" />
        </Popover.Trigger>
        <OptionPopover label={props['aria-label'] ?? placeholder ?? strings.select}>
          <OptionList {...list} isSelected={(value) => values.includes(value)} onPick={toggle} />
        </OptionPopover>
      </Popover.Root>
      {values.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {values.map((value) => (
            <Chip
              key={value}
              label={labelOf(value)}
              disabled={disabled}
              onRemove={() => onValuesChange(without(value))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface ChipProps {
  label: string;
  onRemove: () => void;
  disabled?: boolean | undefined;
}

/** One removable value; a list item. */
export function Chip({ label, onRemove, disabled }: ChipProps): ReactNode {
  const strings = useUiStrings();
  return (
    <li className="inline-flex max-w-full items-center gap-1 rounded-md border border-line bg-sunken ps-2 text-[0.8125rem]">
      <span className="truncate py-0.5">{label}</span>
      <button
        type="button"
        disabled={disabled}
        onClick={onRemove}
        aria-label={`${strings.remove} ${label}`}
        className="grid size-7 shrink-0 place-items-center rounded-md text-subtle transition-colors hover:text-foreground max-sm:size-9"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
